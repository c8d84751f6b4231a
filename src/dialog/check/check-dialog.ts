import type { Dialog } from '../content.ts'
import { conditionFlaws } from './condition-flaws.ts'
import { type Flaw, flaw, type Path } from './flaw.ts'
import { stepIdFlaws } from './id-flaws.ts'
import { questionOptionFlaws } from './option-flaws.ts'
import { dialogPlaceholderFlaws } from './placeholder-flaws.ts'
import { nameOf, type Position, positionsOf, stepPositionsOf } from './position.ts'
import { isReachable } from './reachable.ts'
import { repeatFlaws } from './repeat-flaws.ts'
import { sizeFlaws } from './size-flaws.ts'
import type { Surroundings } from './surroundings.ts'

/** Everything a well-formed dialog may still have wrong. How it reads and where it leads is looked at once its names are sound. */
export function checkDialog(dialog: Dialog, around: Surroundings): Flaw[] {
  const positions = positionsOf(dialog)
  const names = [
    ...positions.flatMap(position => [
      ...stepIdFlaws(position),
      ...repeatFlaws(position, around),
      ...conditionFlaws(position, around),
    ]),
    ...stepPositionsOf(dialog).flatMap(position => questionOptionFlaws(position, around)),
  ]
  if (names.length > 0) return names
  return [
    ...dialogPlaceholderFlaws(dialog, around.given),
    ...unreachableFlaws(positions, around),
    ...sizeFlaws(dialog, around),
  ]
}

/** The outermost step or repeat that no answers lead to; what lies within it goes without saying. */
function unreachableFlaws(positions: Position[], around: Surroundings): Flaw[] {
  const lost: Position[] = []
  for (const position of positions) {
    if (!lost.some(({ path }) => isWithin(position.path, path)) && !isReachable(position, around))
      lost.push(position)
  }
  return lost.map(({ node, path }) => flaw([...path, 'when'], 'unreachable', { name: nameOf(node) }))
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => path[index] === key)
}
