import { XMLParser } from 'fast-xml-parser'
import { strFromU8, unzipSync } from 'fflate'

/** A node as the parser keeps order: one key for the tag with its children, `:@` for its attributes. */
type Node = { ':@'?: Record<string, string> } & Record<string, unknown>

/** Text of a paragraph, or the cells of a table as lists of paragraphs. */
export type Piece = string | string[][][]

export type Docx = {
  body: Piece[]
  tables: string[][][][]
  text: string
  /** The raw text of a part: `word/document.xml`. */
  part(name: string): string
  bytes(name: string): Uint8Array
  names: string[]
  /** Lines of the footer of odd pages, or of even ones. */
  footer(side: 'default' | 'even'): string[]
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
})

/** Reads a DOCX back without the library that wrote it. Throws where a part is not well-formed XML. */
export function readDocx(bytes: Uint8Array): Docx {
  const files = unzipSync(bytes)
  const part = (name: string) => {
    const file = files[name]
    if (!file) throw new Error(`no part ${name}`)
    return strFromU8(file)
  }
  const parsed = (name: string) => parser.parse(part(name)) as Node[]
  for (const name of Object.keys(files)) if (/\.(xml|rels)$/.test(name)) parsed(name)
  const body = pieces(descendants(parsed('word/document.xml'), 'w:body')[0] ?? [])
  return {
    body,
    tables: body.filter(piece => Array.isArray(piece)),
    text: body.flat(3).join('\n'),
    part,
    bytes: name => files[name] ?? new Uint8Array(),
    names: Object.keys(files),
    footer: side => {
      const reference = part('word/document.xml').match(
        new RegExp(`<w:footerReference w:type="${side}" r:id="([^"]+)"`),
      )
      const target = part('word/_rels/document.xml.rels').match(
        new RegExp(`Id="${reference?.[1]}"[^>]*Target="([^"]+)"`),
      )
      return descendants(parsed(`word/${target?.[1]}`), 'w:p')
        .map(textOf)
        .filter(Boolean)
    },
  }
}

function pieces(children: Node[]): Piece[] {
  return children.flatMap((node): Piece[] => {
    if ('w:p' in node) return [textOf(node['w:p'] as Node[])]
    if (!('w:tbl' in node)) return []
    const rows = descendants(node['w:tbl'] as Node[], 'w:tr')
    return [rows.map(row => descendants(row, 'w:tc').map(cell => descendants(cell, 'w:p').map(textOf)))]
  })
}

/** Children of every such element, in the order they stand; not those within one another. */
function descendants(nodes: Node[], tag: string): Node[][] {
  return nodes.flatMap(node => {
    if (tag in node) return [node[tag] as Node[]]
    return Object.values(node).flatMap(value =>
      Array.isArray(value) ? descendants(value as Node[], tag) : [],
    )
  })
}

function textOf(paragraph: Node[]): string {
  return paragraph
    .flatMap(node =>
      Object.entries(node).flatMap(([tag, value]) => {
        if (tag === 'w:tab' && Array.isArray(value)) return ['\t']
        if (tag === '#text') return [String(value)]
        if (tag === 'w:pPr' || tag === 'w:instrText') return []
        return Array.isArray(value) ? [textOf(value as Node[])] : []
      }),
    )
    .join('')
}
