import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type LineCounter } from 'yaml'
import type { Path } from '../dialog/check/flaw.ts'

/** Line (from 1) of the nearest thing in the file that a path leads to: the key where there is one, else the entry. */
export type LineOf = (path: Path) => number

export function createLineOf(document: Document, lines: LineCounter): LineOf {
  return path => {
    let node: unknown = document.contents
    let offset = 0
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document)
      const next = childOf(node, step)
      if (!next) break
      offset = next.offset ?? offset
      node = next.node
    }
    return Math.max(1, lines.linePos(offset).line)
  }
}

function childOf(node: unknown, step: string | number): { node: unknown; offset: number | undefined } | null {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return item === undefined ? null : { node: item, offset: offsetOf(item) }
  }
  if (!isMap(node)) return null
  const pair = node.items.find(
    each => isPair(each) && String(isScalar(each.key) ? each.key.value : each.key) === String(step),
  )
  return pair ? { node: pair.value, offset: offsetOf(pair.key) } : null
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
