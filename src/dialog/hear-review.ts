import type { Input } from './answer.ts'
import type { Frame } from './frame.ts'
import type { Step } from './hear.ts'
import { wordIn } from './hear-word.ts'
import { moveOn } from './move-on.ts'
import { isMissing } from './place.ts'
import type { Script } from './script.ts'
import type { Place } from './walk.ts'
import { editedRow } from './words.ts'

/** Hears what is said to the review: submit, fill in what is missing, or change a row. */
export function hearReview(script: Script, frame: Frame, places: Place[], input: Input): Step {
  if (input.kind !== 'text') return { frame, events: [], say: [{ phrase: 'review.unclear' }] }
  const missing = places.filter(place => isMissing(place, frame))
  const { text } = input
  const word = wordIn(script, text)
  if (word === 'submit') {
    if (missing.length === 0) return { frame, events: [{ type: 'submitted' }], say: [] }
    return fillIn(script, frame, missing, 'review.missing')
  }
  if (word === 'fill-in' && missing.length > 0) return fillIn(script, frame, missing, 'review.fill-in')
  const place = rowNamed(places, frame, text)
  if (place) return { frame: { ...frame, at: place.path, fails: 0 }, events: [], say: [] }
  const row = editedRow(text)
  if (row !== null) return { frame, events: [], say: [{ phrase: 'review.no-row', values: { row } }] }
  return { frame: { ...frame, fails: frame.fails + 1 }, events: [], say: [{ phrase: 'review.unclear' }] }
}

/** Opens what was left for later again and asks the first of it. */
function fillIn(script: Script, frame: Frame, missing: Place[], phrase: string): Step {
  const paths = new Set(missing.map(place => place.path))
  const deferred = frame.deferred.filter(path => !paths.has(path))
  return {
    frame: moveOn(script, { ...frame, deferred }),
    events: [],
    say: [{ phrase, values: { count: missing.length } }],
  }
}

/** The rows of the review, in order: what is answered, and what must be. 改 3 means the third of these. */
export function reviewed(places: Place[], frame: Frame): Place[] {
  return places.filter(place => frame.answers[place.path] !== undefined || isMissing(place, frame))
}

/** The row of the review that a text names; null for words, and for a number that no row has. */
export function rowNamed(places: Place[], frame: Frame, text: string): Place | null {
  const row = editedRow(text)
  return row === null ? null : (reviewed(places, frame)[row - 1] ?? null)
}
