import { XMLParser } from 'fast-xml-parser'
import type { XmlNode } from '../../../src/wechat/xml.ts'

/** fast-xml-parser as wechat-platform §2.1 says it has to be set; it checks our reader. */
const parser = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
})

export function parseIndependently(xml: string): unknown {
  return parser.parse(xml)
}

/** Our tree in fast-xml-parser's shape: text of a leaf, an object of the others, a list of what repeats. */
export function asObject(root: XmlNode): unknown {
  return { [root.name]: valueIn(root) }
}

function valueIn(node: XmlNode): unknown {
  if (node.children.length === 0) return node.text
  const grouped: Record<string, unknown> = node.text ? { '#text': node.text } : {}
  for (const name of new Set(node.children.map(each => each.name))) {
    const values = node.children.filter(each => each.name === name).map(valueIn)
    grouped[name] = values.length === 1 ? values[0] : values
  }
  return grouped
}
