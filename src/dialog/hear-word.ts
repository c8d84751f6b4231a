import type { Say } from './answer.ts'
import type { Frame } from './frame.ts'
import type { Step } from './hear.ts'
import { moveOn } from './move-on.ts'
import { isAnswered, isOpen, itemOf } from './place.ts'
import type { Script } from './script.ts'
import type { Place } from './walk.ts'
import { plainWord, type Word, wordOf } from './words.ts'

/** The word that submits may be the dialog's own: 提交自查. */
export function wordIn(script: Script, text: string): Word | null {
  return plainWord(text) === plainWord(script.dialog.review.submit) ? 'submit' : wordOf(text)
}

/** Null where the word means nothing here and the text should be heard as an answer. */
export function hearWord(
  word: Word,
  script: Script,
  frame: Frame,
  places: Place[],
  place: Place | null,
): Step | null {
  const stay = (phrase: string, values?: Say['values']): Step => ({
    frame,
    events: [],
    say: [values ? { phrase, values } : { phrase }],
  })
  switch (word) {
    case 'back':
      return goBack(frame, places, place)
    case 'keep':
      return place && (isAnswered(place, frame) || place.step.skip) ? skip(script, frame, place) : null
    case 'skip':
      return place ? skip(script, frame, place) : null
    case 'help':
      return place ? stay('help.step', { help: place.step.help ?? itemOf(place)?.help ?? '' }) : null
    case 'basis':
      return { frame, events: [], say: basisOf(place) }
    case 'submit':
      return place ? submitEarly(script, frame, places) : null
    case 'fill-in':
      return null
  }
}

/** In the middle it is too early; while only an answer is being changed it means “leave it”, and the review comes back. */
function submitEarly(script: Script, frame: Frame, places: Place[]): Step {
  const count = places.filter(each => isOpen(each, frame)).length
  if (count === 0) return { frame: moveOn(script, frame), events: [], say: [] }
  return { frame, events: [], say: [{ phrase: 'submit.early', values: { count } }], again: true }
}

function goBack(frame: Frame, places: Place[], place: Place | null): Step {
  const index = place ? places.indexOf(place) : places.length
  const previous = places[index - 1]
  if (!previous) return { frame, events: [], say: [{ phrase: 'back.first' }], again: true }
  return { frame: { ...frame, at: previous.path, fails: 0 }, events: [], say: [] }
}

function skip(script: Script, frame: Frame, place: Place): Step {
  if (isAnswered(place, frame)) return { frame: moveOn(script, frame), events: [], say: [] }
  if (!place.step.skip) return { frame, events: [], say: [{ phrase: 'skip.refused' }] }
  const deferred = frame.deferred.includes(place.path) ? frame.deferred : [...frame.deferred, place.path]
  const say: Say[] = [{ phrase: place.step.skip === 'later' ? 'skip.later' : 'skip.done' }]
  return { frame: moveOn(script, { ...frame, deferred }), events: [], say }
}

function basisOf(place: Place | null): Say[] {
  const item = place && itemOf(place)
  if (!item) return [{ phrase: 'basis.notice' }]
  const refs = (confirmed: boolean) =>
    item.basis
      .filter(({ status }) => (status === undefined) === confirmed)
      .map(({ ref }) => ref)
      .join('；')
  const values = { help: item.help, evidence: item.evidence.join('、'), refs: refs(true) }
  const unconfirmed = refs(false)
  return [
    { phrase: 'basis.item', values },
    ...(unconfirmed ? [{ phrase: 'basis.unconfirmed', values: { refs: unconfirmed } }] : []),
  ]
}
