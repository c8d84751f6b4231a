import type { CivilDate } from '../lib/clock.ts'
import type { AnswerValue, Input, Say } from './answer.ts'
import { parseAnswer } from './answers/parse-answer.ts'
import type { Frame } from './frame.ts'
import { isMissing, isOpen, itemOf, specOf } from './place.ts'
import type { Script } from './script.ts'
import { type Place, walk } from './walk.ts'
import { editedRow, plainWord, saysChange, type Word, wordOf } from './words.ts'

/** What happened; rooms turn it into records. */
export type DialogEvent =
  /** `before` is what stood there; undefined where nothing did. */
  | { type: 'answered'; path: string; value: AnswerValue; before?: AnswerValue | undefined }
  | { type: 'submitted' }
  /** 重来 was confirmed: what was answered is put aside. */
  | { type: 'restarted' }

export type Step = { frame: Frame; events: DialogEvent[]; say: Say[] }

/** Wrong answers in a row after which more help and a way out are offered. */
const FAILS_BEFORE_HELP = 3

/**
 * One step of a dialog: what a person sent, heard at the open question or at the review.
 * Pure: the frame given is left as it was; a wrong answer changes nothing but the count of fails.
 */
export function hear(script: Script, frame: Frame, input: Input, today: CivilDate): Step {
  const places = walk(script, frame)
  const place = placeAt(places, frame)
  const word = input.kind === 'text' ? wordIn(script, input.text) : null
  if (word) {
    const heard = hearWord(word, script, frame, places, place)
    if (heard) return heard
  }
  const isReview = place === null || namesOtherRow(places, place, frame, input)
  return isReview ? hearReview(script, frame, places, input) : hearAnswer(script, frame, place, input, today)
}

/** 改 3 while nothing but one row of the review is open: that row stays as it was. */
function namesOtherRow(places: Place[], place: Place, frame: Frame, input: Input): boolean {
  if (input.kind !== 'text' || !saysChange(input.text)) return false
  return (
    places.every(each => each === place || !isOpen(each, frame)) &&
    rowNamed(places, frame, input.text) !== null
  )
}

/** The row of the review that a text names; null for words, and for a number that no row has. */
function rowNamed(places: Place[], frame: Frame, text: string): Place | null {
  const row = editedRow(text)
  return row === null ? null : (reviewed(places, frame)[row - 1] ?? null)
}

/** The question that is open: where the frame stands while that still applies, else the first open one; null is the review. */
export function placeAt(places: Place[], frame: Frame): Place | null {
  return places.find(place => place.path === frame.at) ?? places.find(place => isOpen(place, frame)) ?? null
}

function hearAnswer(script: Script, frame: Frame, place: Place, input: Input, today: CivilDate): Step {
  const before = frame.answers[place.path]
  const heard = parseAnswer(
    specOf(place, script),
    input,
    before === undefined ? { today } : { today, before },
  )
  if (!heard.ok) return failed(frame, place, heard.hint)
  const answered: Frame = {
    ...frame,
    answers: { ...frame.answers, [place.path]: heard.value },
    deferred: frame.deferred.filter(path => path !== place.path),
    fails: 0,
  }
  const events: DialogEvent[] = [{ type: 'answered', path: place.path, value: heard.value, before }]
  if (heard.more) return { frame: { ...answered, at: place.path }, events, say: [heard.more] }
  return { frame: moveOn(script, answered), events, say: [] }
}

function failed(frame: Frame, place: Place, hint: Say): Step {
  const fails = frame.fails + 1
  const say: Say[] = [hint]
  if (fails >= FAILS_BEFORE_HELP) {
    say.push({ phrase: 'stuck.help', values: { help: place.step.help ?? '' } })
    if (place.step.skip) say.push({ phrase: 'stuck.skip' })
  }
  return { frame: { ...frame, fails }, events: [], say }
}

/** To the first open question, or the review. */
export function moveOn(script: Script, frame: Frame): Frame {
  const next = walk(script, frame).find(place => isOpen(place, frame))
  return { ...frame, at: next?.path ?? null, fails: 0 }
}

/**
 * A frame made from records: questions that may be left out were left out where they stand before an answered one, or
 * where nothing is missing any more.
 */
export function restored(script: Script, frame: Frame): Frame {
  const places = walk(script, frame)
  const last = places.findLastIndex(place => frame.answers[place.path] !== undefined)
  const isDone = !places.some(place => isMissing(place, frame))
  const left = places.filter(
    (place, index) => (isDone || index < last) && place.step.skip && isOpen(place, frame),
  )
  return { ...frame, deferred: [...frame.deferred, ...left.map(place => place.path)] }
}

/** Null where the word means nothing here and the text should be heard as an answer. */
function hearWord(
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
      return place && frame.answers[place.path] !== undefined
        ? { frame: moveOn(script, frame), events: [], say: [] }
        : null
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

/** The word that submits may be the dialog's own: 提交自查. */
function wordIn(script: Script, text: string): Word | null {
  return plainWord(text) === plainWord(script.dialog.review.submit) ? 'submit' : wordOf(text)
}

/** In the middle it is too early; while only an answer is being changed it means “leave it”, and the review comes back. */
function submitEarly(script: Script, frame: Frame, places: Place[]): Step {
  const count = places.filter(each => isOpen(each, frame)).length
  if (count === 0) return { frame: moveOn(script, frame), events: [], say: [] }
  return { frame, events: [], say: [{ phrase: 'submit.early', values: { count } }] }
}

function goBack(frame: Frame, places: Place[], place: Place | null): Step {
  const index = place ? places.indexOf(place) : places.length
  const previous = places[index - 1]
  if (!previous) return { frame, events: [], say: [{ phrase: 'back.first' }] }
  return { frame: { ...frame, at: previous.path, fails: 0 }, events: [], say: [] }
}

function skip(script: Script, frame: Frame, place: Place): Step {
  if (frame.answers[place.path] !== undefined) return { frame: moveOn(script, frame), events: [], say: [] }
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

function hearReview(script: Script, frame: Frame, places: Place[], input: Input): Step {
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

/** The rows of the review, in order; 改 3 means the third of these. A choice to add one more is no answer to show. */
export function reviewed(places: Place[], frame: Frame): Place[] {
  return places.filter(place => frame.answers[place.path] !== undefined || isMissing(place, frame))
}
