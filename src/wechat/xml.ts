import { AppError } from '../errors.ts'

/** One element. Names and text are data and never become keys of an object, so `__proto__` is a name like any other. */
export type XmlNode = { name: string; text: string; children: XmlNode[] }

/** The largest genuine push (a mass send of eight articles) has about 120 elements, five deep. */
const MAX_NODES = 1000
const MAX_DEPTH = 16

/** What XML 1.0 cannot carry; people type such characters, and WeChat passes them on (wechat-platform §10 no. 5). */
const ILLEGAL = /[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g
const NAME = /[A-Za-z_:\u0080-\uFFFD][-\w:.\u0080-\uFFFD]*/y

const CDATA = '<![CDATA['
const EMPTY: XmlNode = { name: '', text: '', children: [] }

type Reader = { source: string; at: number; open: XmlNode[]; nodes: number }

/**
 * Reads WeChat's XML and returns the root element. CDATA is kept as it stands, text around it is trimmed, attributes,
 * comments and the prolog are skipped. Nothing is expanded: an entity stays as it is written, a DOCTYPE or any other
 * declaration is refused (wechat-platform §2.1, §10 no. 13). Throws `xml-malformed`.
 */
export function readXml(source: string): XmlNode {
  const document: XmlNode = { name: '', text: '', children: [] }
  const reader: Reader = { source, at: 0, open: [document], nodes: 0 }
  while (reader.at < source.length) {
    readText(reader)
    if (reader.at < source.length) readMarkup(reader)
  }
  const [root, ...others] = document.children
  if (reader.open.length > 1) throw malformed('an element is not closed')
  if (!root || others.length > 0 || document.text) throw malformed('not one root element')
  return root
}

/** Text of the first element so named: a second one is an attack (§10 no. 5). '' when there is none or it holds elements. */
export function text(node: XmlNode, name: string): string {
  const found = child(node, name)
  return found.children.length === 0 ? found.text : ''
}

/** The first element so named, an empty one when there is none. */
export function child(node: XmlNode, name: string): XmlNode {
  return node.children.find(each => each.name === name) ?? EMPTY
}

/** Every element so named: what may repeat (`List`, `item`) is a list also when it comes once. */
export function children(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter(each => each.name === name)
}

/** The only way text goes into XML: neither `]]>` nor a control character in it can break out (wechat-platform §3.3). */
export function cdata(words: string): string {
  return `${CDATA}${words.replace(ILLEGAL, '').replaceAll(']]>', `]]]]>${CDATA}>`)}]]>`
}

function readText(reader: Reader): void {
  const { source, at } = reader
  const tag = source.indexOf('<', at)
  const end = tag < 0 ? source.length : tag
  if (end > at) innermost(reader).text += source.slice(at, end).replace(ILLEGAL, '').trim()
  reader.at = end
}

function readMarkup(reader: Reader): void {
  const { source, at } = reader
  if (source.startsWith('</', at)) readEndTag(reader)
  else if (source.startsWith(CDATA, at)) readCdata(reader)
  else if (source.startsWith('<!--', at)) reader.at = endOf(reader, '-->', at + 4)
  else if (source.startsWith('<?', at)) reader.at = endOf(reader, '?>', at + 2)
  else if (source.startsWith('<!', at)) throw malformed('a declaration')
  else readStartTag(reader)
}

function readCdata(reader: Reader): void {
  const from = reader.at + CDATA.length
  reader.at = endOf(reader, ']]>', from)
  // Only after the end is found: without the character that stood in it, `]]\x01>` would end the section.
  innermost(reader).text += reader.source.slice(from, reader.at - 3).replace(ILLEGAL, '')
}

function readStartTag(reader: Reader): void {
  const node: XmlNode = { name: readName(reader, reader.at + 1), text: '', children: [] }
  reader.nodes++
  if (reader.nodes > MAX_NODES || reader.open.length > MAX_DEPTH) throw malformed('too many elements')
  innermost(reader).children.push(node)
  skipAttributes(reader)
  const isEmpty = reader.source[reader.at - 1] === '/'
  if (!isEmpty) reader.open.push(node)
  reader.at++
}

function readEndTag(reader: Reader): void {
  const name = readName(reader, reader.at + 2)
  const end = endOf(reader, '>', reader.at)
  if (reader.source.slice(reader.at, end - 1).trim()) throw malformed('an end tag with more than a name')
  if (reader.open.pop()?.name !== name) throw malformed('an end tag without its start')
  reader.at = end
}

function readName(reader: Reader, at: number): string {
  NAME.lastIndex = at
  const name = NAME.exec(reader.source)?.[0]
  if (!name) throw malformed('a tag without a name')
  reader.at = at + name.length
  return name
}

/** Goes to the `>` of a start tag; one between quotes is part of a value. */
function skipAttributes(reader: Reader): void {
  const { source } = reader
  if (!/[\s/>]/.test(source[reader.at] ?? '')) throw malformed('a name that is none')
  for (; reader.at < source.length; reader.at++) {
    const here = source[reader.at]
    if (here === '>') return
    if (here === '<') throw malformed('a tag inside a tag')
    if (here === '"' || here === "'") reader.at = endOf(reader, here, reader.at + 1) - 1
  }
  throw malformed('a tag is not closed')
}

function endOf({ source }: Reader, terminator: string, from: number): number {
  const found = source.indexOf(terminator, from)
  if (found < 0) throw malformed(`${terminator} is missing`)
  return found + terminator.length
}

function innermost(reader: Reader): XmlNode {
  return reader.open.at(-1)!
}

function malformed(reason: string): AppError {
  return new AppError('xml-malformed', reason)
}
