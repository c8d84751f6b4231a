import type { AnswerValue } from '../dialog/answer.ts'
import { foldText } from '../dialog/answers/fold.ts'
import type { Frame } from '../dialog/frame.ts'
import { shownAnswer } from '../dialog/place.ts'
import type { Script } from '../dialog/script.ts'
import { type Place, walk } from '../dialog/walk.ts'
import type { Result, Role, Verification } from './certificate.ts'

/** Everyone entered in the dialog `verify`, by the questions that apply as the answers are. */
export function verificationsOf(script: Script, frame: Frame): Verification[] {
  const persons = new Map<string, Place[]>()
  for (const place of walk(script, frame)) {
    const { prefix } = place.scope
    persons.set(prefix, [...(persons.get(prefix) ?? []), place])
  }
  return [...persons.values()].map(places => verificationOf(places, script, frame))
}

function verificationOf(places: Place[], script: Script, frame: Frame): Verification {
  const place = (step: string) => places.find(each => each.step.id === step)
  const value = (step: string): AnswerValue | undefined => frame.answers[place(step)?.path ?? '']
  const text = (step: string) => foldText(String(value(step) ?? ''))
  const date = (step: string) => (value(step) === undefined ? null : text(step))
  const screenshots = value('screenshots')
  const category = place('category')
  return {
    name: text('name'),
    role: text('role') as Role,
    category: category ? shownAnswer(category, script, text('category')) : '',
    lastFour: text('last-four').toUpperCase(),
    result: text('result') as Result,
    checkedOn: text('checked-on'),
    validUntil: date('valid-until'),
    reviewBy: date('review-by'),
    appointedOn: date('appointed-on'),
    passedOn: date('passed-on'),
    screenshots: Array.isArray(screenshots) ? screenshots : [],
  }
}

/** Three figures and a figure or X: the end of an ID number, and too short to be one (domain §2.1). */
export function isLastFour(text: string): boolean {
  return /^\d{3}[\dXx]$/.test(foldText(text))
}

/** A name without figures: none of a number gets in by its side. */
export function isName(text: string): boolean {
  return !/\p{N}/u.test(foldText(text))
}
