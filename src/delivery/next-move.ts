import type { Instant } from '../lib/clock.ts'
import type { Attempt } from './attempt.ts'
import type { Abilities, FailureKind } from './channel.ts'
import { RUNGS, type Rung } from './letter.ts'

/** What is known about a person and the account at the moment of sending. */
export type Situation = {
  now: Instant
  isGone: boolean
  abilities: Abilities
  /** Template ids by rung; '' where the account has none. */
  templates: Record<'long-term' | 'one-time' | 'template', string>
  /** What the person has consented to. */
  consents: Record<'long-term' | 'one-time', boolean>
  /** False once it is known that no window is open. */
  mayChat: boolean
}

export type Move =
  | { do: 'try'; rung: Rung; n: number }
  | { do: 'wait'; until: Instant }
  /** The platform has it. */
  | { do: 'rest' }
  | { do: 'give-up' }

/** How long a subscription's result may be awaited before it is taken for not sent. */
const DOUBT_MS = 10 * 60_000
/** Between tries on one rung; after the last of them the next rung is taken. */
const PAUSES_MS = [1, 5, 15, 30, 60].map(minutes => minutes * 60_000)

/** What a failure means for the rung: try it again later, or leave it. `away` is no answer at all. */
const MEANS: Record<Exclude<FailureKind, 'away'>, 'again' | 'leave'> = {
  token: 'again',
  busy: 'again',
  'too-frequent': 'again',
  ip: 'again',
  config: 'again',
  quota: 'leave',
  unauthorized: 'leave',
  'person-gone': 'leave',
  'person-refuses': 'leave',
  'window-closed': 'leave',
  'count-used': 'leave',
  'not-subscribed': 'leave',
  invalid: 'leave',
  restricted: 'leave',
  unknown: 'leave',
}

/** The next thing to do for a letter, from what was tried, `history` in its order. */
export function nextMove(history: readonly Attempt[], situation: Situation): Move {
  if (situation.isGone) return { do: 'give-up' }
  const last = history.at(-1)
  const n = (last?.n ?? 0) + 1
  if (last && isInDoubt(last)) return settleDoubt(last, situation)
  if (last?.answer === 'ok' && (last.result === null || last.result === 'arrived')) return { do: 'rest' }
  if (last && isWorthAnother(last)) {
    const pause = PAUSES_MS[triesOn(last.rung, history) - 1]
    const until = (last.endedAt ?? last.beganAt) + (pause ?? 0)
    if (pause !== undefined && isOpen(last.rung, situation))
      return until > situation.now ? { do: 'wait', until } : { do: 'try', rung: last.rung, n }
  }
  const tried = new Set(history.map(({ rung }) => rung))
  const rung = RUNGS.find(each => !tried.has(each) && isOpen(each, situation))
  return rung ? { do: 'try', rung, n } : { do: 'try', rung: 'parked', n }
}

/**
 * A try without an answer. A template arrives once however often it is sent under its id; a subscription may have used up
 * the consent, so its report is awaited; chat cannot be told apart from a repetition, and parking repeats nothing.
 */
function settleDoubt({ rung, n, beganAt }: Attempt, { now }: Situation): Move {
  switch (rung) {
    case 'template':
    case 'parked':
      return { do: 'try', rung, n }
    case 'chat':
      return { do: 'try', rung: 'parked', n: n + 1 }
    default:
      return now < beganAt + DOUBT_MS ? { do: 'wait', until: beganAt + DOUBT_MS } : { do: 'try', rung, n }
  }
}

function isInDoubt({ answer }: Attempt): boolean {
  return answer === null || answer === 'away'
}

function isWorthAnother({ answer, result }: Attempt): boolean {
  if (answer === 'ok') return result === 'failed'
  return answer !== null && answer !== 'away' && MEANS[answer] === 'again'
}

function triesOn(rung: Rung, history: readonly Attempt[]): number {
  return history.filter(each => each.rung === rung).length
}

function isOpen(rung: Rung, { abilities, templates, consents, mayChat }: Situation): boolean {
  switch (rung) {
    case 'long-term':
    case 'one-time':
      return abilities.subscription !== false && templates[rung] !== '' && consents[rung]
    case 'template':
      return abilities.template !== false && templates.template !== ''
    case 'chat':
      return abilities.chat !== false && mayChat
    case 'parked':
      return true
  }
}
