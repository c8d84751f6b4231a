import type { AnswerValue } from '../answer.ts'
import { askPlace } from '../ask.ts'
import type { ChecklistItem } from '../content.ts'
import type { Speak } from '../fill.ts'
import { createFrame, type Frame } from '../frame.ts'
import { specOf } from '../place.ts'
import type { Script } from '../script.ts'
import type { Place } from '../walk.ts'
import { bytesOf } from './bytes.ts'
import type { StepPosition } from './position.ts'
import { scopesAt } from './scopes-at.ts'
import { CHECKLIST_ITEMS } from './surroundings.ts'

/** The most a question may take in an item: asked first, asked after others, and shown again with a chosen answer. */
export function questionBytes(
  { node, levels }: StepPosition,
  item: ChecklistItem | null,
  script: Script,
  speak: Speak,
): number {
  const n = item ? script.items.indexOf(item) + 1 : 1
  const scope = scopesAt(levels, over =>
    over === CHECKLIST_ITEMS
      ? { element: item, n, total: script.items.length }
      : { element: { id: '1' }, n: 1, total: 1 },
  ).at(-1)
  if (!scope) return 0
  const place: Place = { path: scope.prefix + node.id, step: node, scope }
  const first = createFrame({ dialog: script.dialog.id, script: script.hash, subject: null })
  const frames: Frame[] = [
    first,
    { ...first, answers: { another: 'answer' } },
    ...chosenAnswers(place, script).map(value => ({ ...first, answers: { [place.path]: value } })),
  ]
  return Math.max(...frames.map(frame => bytesOf(askPlace(script, frame, place, speak))))
}

function chosenAnswers(place: Place, script: Script): AnswerValue[] {
  const spec = specOf(place, script)
  if (spec.type === 'choice') return spec.options.map(({ id }) => id)
  return spec.type === 'confirm' ? ['yes', 'no'] : []
}
