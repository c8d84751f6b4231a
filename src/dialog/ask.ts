import type { Say } from './answer.ts'
import { type ResolvedSpec, showOptions } from './answers/parse-answer.ts'
import { fillInScope, type Speak } from './fill.ts'
import type { Frame } from './frame.ts'
import { placeAt } from './move-on.ts'
import { isAnswered, itemOf, shownAnswer, specOf } from './place.ts'
import { showReview } from './review.ts'
import { WHOLE } from './scope.ts'
import type { Script } from './script.ts'
import { type Place, walk } from './walk.ts'

/** What a dialog says of itself as it begins. */
export function opening({ dialog }: Script, frame: Frame): string {
  return fillInScope(dialog.intro, WHOLE, frame).trimEnd()
}

/** The words of the open question, or of the review when none is open. */
export function ask(script: Script, frame: Frame, speak: Speak): string {
  const places = walk(script, frame)
  const place = placeAt(places, frame)
  if (!place) return showReview(script, frame, places, speak)
  return askPlace(script, frame, place, speak)
}

export function askPlace(script: Script, frame: Frame, place: Place, speak: Speak): string {
  const spec = specOf(place, script)
  const lines = [fillInScope(place.step.ask, place.scope, frame).trimEnd(), ...showOptions(spec)]
  const value = frame.answers[place.path]
  if (value !== undefined && isAnswered(place, frame)) {
    lines.push(speak({ phrase: 'foot.answered', values: { answer: shownAnswer(place, script, value) } }))
  } else if (place.step.skip)
    lines.push(place.step['skip-hint'] ?? speak({ phrase: `foot.skip-${place.step.skip}` }))
  lines.push(speak(howToAnswer(spec)))
  const answered = Object.keys(frame.answers).length
  if (answered === 0) lines.push(wordsThere(script, frame, place, speak))
  if (answered === 1 && value === undefined) lines.push(speak({ phrase: 'foot.second' }))
  return lines.filter(line => line !== '').join('\n')
}

/** Two characters are written anyway; nobody need be told. */
const FEW = 2

function howToAnswer(spec: ResolvedSpec): Say {
  if (spec.type === 'text' && spec.min > FEW) return { phrase: 'foot.text-min', values: { min: spec.min } }
  return { phrase: `foot.${spec.type}` }
}

/** The words that do something at this question. */
function wordsThere(script: Script, frame: Frame, place: Place, speak: Speak): string {
  const isFirst = walk(script, frame)[0]?.path === place.path
  const phrases = [
    ...(isFirst ? [] : ['foot.back']),
    ...(place.step.skip ? ['foot.skip'] : []),
    ...(itemOf(place) ? ['foot.basis'] : []),
    ...(place.step.help || itemOf(place) ? ['foot.help'] : []),
    'foot.pause',
  ]
  const words = phrases.map(phrase => speak({ phrase })).join('、')
  return speak({ phrase: 'foot.first', values: { words } })
}

/** Only the options of the open question: enough after a hint, the question itself stands above in the chat. */
export function askShort(script: Script, frame: Frame): string {
  const place = placeAt(walk(script, frame), frame)
  return place ? showOptions(specOf(place, script)).join('\n') : ''
}
