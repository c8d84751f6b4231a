import { type Flaw, flaw, type Path } from './flaw.ts'
import { nameOf, type Position } from './position.ts'

/** Words of the condition language: a step of that name could not be named in a condition. */
const RESERVED = ['all', 'any', 'not']

/** Ids that stand twice in one list, each at its second place. `idAt` leads from an entry to its id. */
export function repeatedIds(entries: readonly { id: string }[], path: Path, idAt: Path = ['id']): Flaw[] {
  const seen = new Set<string>()
  return entries.flatMap(({ id }, index) => {
    if (seen.has(id)) return [flaw([...path, index, ...idAt], 'duplicate-id', { id })]
    seen.add(id)
    return []
  })
}

/** A step or repeat whose id is taken in its list, or means something else in a condition. */
export function stepIdFlaws({ node, path, levels }: Position): Flaw[] {
  const id = nameOf(node)
  const at = [...path, 'repeat' in node ? 'repeat' : 'id']
  const list = levels.at(-1)
  const taken = list?.steps.slice(0, list.at).some(each => nameOf(each) === id) ?? false
  return [
    ...(taken ? [flaw(at, 'duplicate-id', { id })] : []),
    ...(RESERVED.includes(id) ? [flaw(at, 'reserved-id', { id })] : []),
  ]
}
