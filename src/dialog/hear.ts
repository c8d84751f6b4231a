import type { CivilDate } from '../lib/clock.ts'
import type { AnswerValue, Input, Say } from './answer.ts'
import { parseAnswer } from './answers/parse-answer.ts'
import { fillInScope } from './fill.ts'
import type { Frame } from './frame.ts'
import { hearReview, rowNamed } from './hear-review.ts'
import { hearWord, wordIn } from './hear-word.ts'
import { moveOn, placeAt } from './move-on.ts'
import { isOpen, specOf } from './place.ts'
import type { Script } from './script.ts'
import { type Place, walk } from './walk.ts'
import { plainWord, saysChange, saysOnlyChange } from './words.ts'

/** What happened; rooms turn it into records. */
export type DialogEvent =
  /** `before` is what stood there; undefined where nothing did. */
  | { type: 'answered'; path: string; value: AnswerValue; before?: AnswerValue | undefined }
  | { type: 'submitted' }
  /** 重来 was confirmed, or a dialog was given up that lives in the session alone: what was answered is put aside. */
  | { type: 'restarted' }

/** `again`: the question that is still open is to be asked once more in full. */
export type Step = { frame: Frame; events: DialogEvent[]; say: Say[]; again?: true }

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
  if (place && keepsText(place, frame, input)) return { frame: moveOn(script, frame), events: [], say: [] }
  const isReview = place === null || namesOtherRow(places, place, frame, input)
  return isReview ? hearReview(script, frame, places, input) : hearAnswer(script, frame, place, input, today)
}

/** 改 3 before the review too, where that row was passed already: the question that is open stays as it was. */
function namesOtherRow(places: Place[], place: Place, frame: Frame, input: Input): boolean {
  const says = place.step.answer.type === 'text' ? saysOnlyChange : saysChange
  if (input.kind !== 'text' || !says(input.text)) return false
  const row = rowNamed(places, frame, input.text)
  return row !== null && (row === place || !isOpen(row, frame))
}

/** 好了 to words that stand there already: it is the question for photos before which somebody went back. */
function keepsText({ path, step }: Place, { answers }: Frame, input: Input): boolean {
  const isThere = step.answer.type === 'text' && answers[path] !== undefined
  return isThere && input.kind === 'text' && plainWord(input.text) === '好了'
}

function hearAnswer(script: Script, frame: Frame, place: Place, input: Input, today: CivilDate): Step {
  const before = frame.answers[place.path]
  const heard = parseAnswer(
    specOf(place, script),
    input,
    before === undefined ? { today } : { today, before },
  )
  if (!heard.ok) return failed(frame, place, askedElsewhere(script, frame, place, input) ?? heard.hint)
  const answered: Frame = {
    ...frame,
    answers: { ...frame.answers, [place.path]: heard.value },
    deferred: frame.deferred.filter(path => path !== place.path),
    fails: 0,
    ...(frame.finished && { finished: false }),
  }
  const events: DialogEvent[] = [{ type: 'answered', path: place.path, value: heard.value, before }]
  if (heard.more) return { frame: { ...answered, at: place.path }, events, say: [heard.more] }
  return { frame: moveOn(script, answered), events, say: heard.note ? [heard.note] : [] }
}

/** Where what was sent will be asked for, or was; null for words, and where no question takes it. */
function askedElsewhere(script: Script, frame: Frame, place: Place, input: Input): Say | null {
  const isTaken = ({ step: { answer } }: Place) =>
    answer.type === 'evidence' ? isEvidence(input) : answer.type === 'images' && input.kind === 'photo'
  if (isTaken(place)) return null
  const taking = walk(script, frame).filter(isTaken)
  const later = taking.find(each => isOpen(each, frame))
  const other = later ?? taking[0]
  if (!other) return null
  const phrase = later ? 'hint.asked-later' : 'hint.asked-before'
  return { phrase, values: { name: fillInScope(other.step.name, other.scope, frame) } }
}

function isEvidence(input: Input): boolean {
  if (input.kind !== 'other') return input.kind !== 'text'
  return input.what === 'voice' || input.what === 'video' || input.what === 'link'
}

function failed(frame: Frame, place: Place, hint: Say): Step {
  const fails = frame.fails + 1
  const say: Say[] = [hint]
  if (fails >= FAILS_BEFORE_HELP) {
    const phrase = hint.phrase === 'hint.text-short' ? 'stuck.short' : 'stuck.help'
    say.push({ phrase, values: { help: place.step.help ?? '' } })
    if (place.step.skip) say.push({ phrase: 'stuck.skip' })
  }
  return { frame: { ...frame, fails }, events: [], say }
}
