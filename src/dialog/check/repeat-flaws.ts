import type { Repeat, Step } from '../content.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'
import type { Position } from './position.ts'
import { CHECKLIST_ITEMS, type Surroundings } from './surroundings.ts'

/** A repeat that nothing starts or ends, or whose answers would be stored under another's names. */
export function repeatFlaws({ node, path, levels }: Position, { given }: Surroundings): Flaw[] {
  if (!('repeat' in node)) return []
  const list = levels.at(-1)
  const before = list?.steps.slice(0, list.at) ?? []
  return [...shapeFlaws(node, path, Object.keys(given.lists)), ...collisions(node, path, before)]
}

function shapeFlaws(repeat: Repeat, path: Path, given: string[]): Flaw[] {
  const { repeat: name, over, until } = repeat
  if ((over === undefined) === (until === undefined)) return [flaw(path, 'repeat-shape', { name })]
  if (over !== undefined) {
    const allowed = [CHECKLIST_ITEMS, ...given]
    return allowed.includes(over)
      ? []
      : [flaw([...path, 'over'], 'list-unknown', { list: over, allowed: allowed.join('、') })]
  }
  return untilFlaws(repeat, until ?? '', path)
}

/** The step that decides on another round belongs to the round itself, and says `more`. */
function untilFlaws({ repeat, steps }: Repeat, until: string, path: Path): Flaw[] {
  const at = steps.findIndex(node => !('repeat' in node) && node.id === until)
  if (at < 0) return [flaw([...path, 'until'], 'until-unknown', { name: repeat, until })]
  const { answer } = steps[at] as Step
  const decides =
    answer.type === 'choice' &&
    Array.isArray(answer.options) &&
    answer.options.some(({ id }) => id === 'more')
  return decides ? [] : [flaw([...path, 'steps', at, 'answer'], 'until-without-more', { until })]
}

/** Answers are stored under the element or the number of the round, not under the repeat's name. */
function collisions(repeat: Repeat, path: Path, before: readonly (Step | Repeat)[]): Flaw[] {
  const other = before.find((node): node is Repeat => 'repeat' in node && node.over === repeat.over)
  return other ? [flaw(path, 'repeat-collides', { name: repeat.repeat, other: other.repeat })] : []
}
