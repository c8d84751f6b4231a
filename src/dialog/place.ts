import type { AnswerValue, OptionList } from './answer.ts'
import { type ResolvedSpec, showAnswer } from './answers/parse-answer.ts'
import type { AnswerSpec, ChecklistItem } from './content.ts'
import type { Frame } from './frame.ts'
import { roundOf } from './scope.ts'
import type { Script } from './script.ts'
import type { Place } from './walk.ts'

/** The answer specification of a place with its options written out. */
export function specOf(place: Place, script: Script): ResolvedSpec {
  const spec: AnswerSpec = place.step.answer
  if (!('options' in spec) || Array.isArray(spec.options)) return spec as ResolvedSpec
  return { ...spec, options: namedOptions(spec.options, place, script) } as ResolvedSpec
}

function namedOptions(name: string, place: Place, script: Script): OptionList {
  if (name === 'item.checks') return (itemOf(place)?.checks ?? []) as OptionList
  return script.lists[name.slice('campaign.'.length)] ?? []
}

/** The checklist item a place belongs to. */
export function itemOf(place: Place): ChecklistItem | null {
  return (roundOf(place.scope, 'item')?.element as ChecklistItem | null) ?? null
}

/** Photos may have been taken back until too few are left. */
export function isAnswered({ path, step: { answer } }: Place, frame: Frame): boolean {
  const value = frame.answers[path]
  if (answer.type === 'images' && Array.isArray(value)) return value.length >= answer.min
  return value !== undefined
}

/** Open: neither answered nor passed over. */
export function isOpen(place: Place, frame: Frame): boolean {
  return !isAnswered(place, frame) && !frame.deferred.includes(place.path)
}

/** Must be there to submit, and is not. */
export function isMissing(place: Place, frame: Frame): boolean {
  return !isAnswered(place, frame) && place.step.skip !== 'optional'
}

export function shownAnswer(place: Place, script: Script, value: AnswerValue): string {
  return showAnswer(specOf(place, script), value)
}
