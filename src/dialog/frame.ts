import type { Instant } from '../lib/clock.ts'
import type { AnswerValue } from './answer.ts'

/** One element of a dynamic list (`over: problems`): its id is part of the answer's path, its fields fill placeholders. */
export type Element = { id: string } & Record<string, string>

/** Where a person is in one dialog. Plain JSON: it is stored in the session. */
export type Frame = {
  dialog: string
  /** Hash of the script it began with. */
  script: string
  /** The record it works on, or null while there is none. */
  subject: string | null
  facts: Record<string, string>
  lists: Record<string, Element[]>
  answers: Record<string, AnswerValue>
  /** Paths passed over with 跳过. */
  deferred: string[]
  /** Path of the open question; null at the review. */
  at: string | null
  /** Wrong answers in a row at this question. */
  fails: number
  /** Begun on what was handed in already: nothing is unfinished in it until an answer changes. */
  finished?: boolean
  /** It lives in the session alone, and is gone with all that was said in it from then on. */
  until?: Instant
}

export type NewFrame = Pick<Frame, 'dialog' | 'script' | 'subject'> & Partial<Frame>

export function createFrame(from: NewFrame): Frame {
  return { facts: {}, lists: {}, answers: {}, deferred: [], at: null, fails: 0, ...from }
}

/** Whether something waits in it to be gone on with: not where a finished thing is only looked at. */
export function isHalfWay({ finished = false, at }: Frame): boolean {
  return !finished || at !== null
}
