import type { Instant } from '../lib/clock.ts'
import type { PersonKey } from '../turn/store.ts'
import type { FailureKind } from './channel.ts'
import type { Rung } from './letter.ts'

/**
 * One try to tell a letter, written before the platform is asked. `n` counts the tries of the letter from 1. While `answer` is
 * null it is not known whether the platform has it: the process died, or the answer was lost on the wire.
 */
export type Attempt = {
  letter: string
  n: number
  person: PersonKey
  rung: Rung
  /** '' where the rung has none. */
  templateId: string
  beganAt: Instant
  endedAt: Instant | null
  answer: 'ok' | FailureKind | null
  /** The platform's, 0 where there is none. */
  code: number
  messageId: string
  /** What the platform reported afterwards; null while it has not. */
  result: Result | null
}

/** `blocked`: the person does not take such messages. */
export type Result = 'arrived' | 'blocked' | 'failed'
