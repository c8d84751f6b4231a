import type { AnswerValue, Say } from '../dialog/answer.ts'
import type { Frame } from '../dialog/frame.ts'
import { specOf } from '../dialog/place.ts'
import type { Script } from '../dialog/script.ts'
import type { CivilDate } from '../lib/clock.ts'
import { isSame, itemState } from './item-states.ts'
import type { NewAnswer } from './put-answer.ts'
import { hearTyped, isTouched, type Typed } from './typed.ts'

/** One item's form as it was sent: what it showed when it was made, and what stands in its fields now, by path. */
export type ItemForm = { itemId: string; shown: Frame['answers']; fields: ReadonlyMap<string, Typed> }

export type HeardItem = {
  /** The frame given, with what was changed on top. */
  frame: Frame
  changes: NewAnswer[]
  /** Fields that are no answers yet. */
  hints: Map<string, Say>
  /** Changed fields whose questions do not apply any more. */
  idle: string[]
}

/**
 * Hears the fields of a form one after the other, so that what the first one leads to is heard as well. Only fields that
 * were changed count: what was merely shown is nobody's answer.
 */
export function hearItem(script: Script, before: Frame, form: ItemForm, today: CivilDate): HeardItem {
  const changes: NewAnswer[] = []
  const hints = new Map<string, Say>()
  const heard = new Set<string>()
  let frame = before
  for (;;) {
    const state = itemState(script, frame, form.itemId)
    const place = state?.places.find(({ path }) => form.fields.has(path) && !heard.has(path))
    const typed = place && form.fields.get(place.path)
    if (!typed) break
    heard.add(place.path)
    const spec = specOf(place, script)
    if (!isTouched(spec, typed, form.shown[place.path])) continue
    const answer = hearTyped(spec, typed, today)
    if (!answer.ok) hints.set(place.path, answer.hint)
    else if ('refused' in typed && typed.refused) hints.set(place.path, typed.refused)
    if (answer.ok && !isSame(answer.value, frame.answers[place.path])) {
      changes.push({ path: place.path, value: answer.value, before: frame.answers[place.path] })
      frame = withAnswer(frame, place.path, answer.value)
    }
  }
  return { frame, changes, hints, idle: idleIn(script, before, form, heard) }
}

function withAnswer(frame: Frame, path: string, value: AnswerValue): Frame {
  return { ...frame, answers: { ...frame.answers, [path]: value } }
}

/** Their questions are those of the form as it was shown. */
function idleIn(script: Script, before: Frame, form: ItemForm, heard: Set<string>): string[] {
  return placesShown(script, before, form)
    .filter(({ path }) => form.fields.has(path) && !heard.has(path))
    .filter(place => isTouched(specOf(place, script), form.fields.get(place.path)!, form.shown[place.path]))
    .map(({ path }) => path)
}

/** The questions a form had when it was made. */
export function placesShown(script: Script, frame: Frame, { itemId, shown }: Omit<ItemForm, 'fields'>) {
  const others = Object.entries(frame.answers).filter(([path]) => !path.startsWith(`${itemId}.`))
  const answers = { ...Object.fromEntries(others), ...shown }
  return itemState(script, { ...frame, answers }, itemId)?.places ?? []
}
