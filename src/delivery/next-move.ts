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
/**
 * How long something without an answer may be sent again. WeChat knows a template's id again for about ten minutes
 * (wechat-platform §5.1), and a call takes some of them; a subscription of another day may have been read long since.
 */
const AGAIN_MS: Record<Rung, number> = {
  'long-term': 6 * 3_600_000,
  'one-time': 6 * 3_600_000,
  template: 9 * 60_000,
  chat: 0,
  parked: Number.POSITIVE_INFINITY,
}
/** Between tries on one rung. */
const PAUSES_MS = [5, 30].map(minutes => minutes * 60_000)

/**
 * What a failure means for the rung: try it again some times, as long as it lasts (an operator must mend it), or leave it.
 * `away` is no answer at all.
 */
const MEANS: Record<Exclude<FailureKind, 'away'>, 'again' | 'endless' | 'leave'> = {
  token: 'endless',
  ip: 'endless',
  config: 'endless',
  busy: 'again',
  'too-frequent': 'again',
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
  const pause = last && isOpen(last.rung, situation) ? pauseAfter(last, triesOn(last.rung, history)) : null
  if (last && pause !== null) {
    const until = (last.endedAt ?? last.beganAt) + pause
    return until > situation.now ? { do: 'wait', until } : { do: 'try', rung: last.rung, n }
  }
  const tried = new Set(history.map(({ rung }) => rung))
  const rung = RUNGS.find(each => !tried.has(each) && isOpen(each, situation))
  return rung ? { do: 'try', rung, n } : { do: 'try', rung: 'parked', n }
}

/**
 * A try without an answer. A template arrives once while WeChat remembers its id; a subscription may have used up the
 * consent, so its report is awaited; chat cannot be told apart from a repetition, and parking repeats nothing. What may
 * not be repeated waits for the person's next message.
 */
function settleDoubt({ rung, n, beganAt }: Attempt, { now }: Situation): Move {
  const isSubscription = rung === 'long-term' || rung === 'one-time'
  const until = beganAt + (isSubscription ? DOUBT_MS : 0)
  if (now < until) return { do: 'wait', until }
  return now < beganAt + AGAIN_MS[rung] ? { do: 'try', rung, n } : { do: 'try', rung: 'parked', n: n + 1 }
}

function isInDoubt({ answer }: Attempt): boolean {
  return answer === null || answer === 'away'
}

/** How long to wait for another try on the same rung; null where there is none. */
function pauseAfter({ answer, result }: Attempt, tries: number): number | null {
  if (answer === null || answer === 'away') return null
  const means = answer === 'ok' ? (result === 'failed' ? 'again' : 'leave') : MEANS[answer]
  if (means === 'leave') return null
  return PAUSES_MS[tries - 1] ?? (means === 'endless' ? (PAUSES_MS.at(-1) ?? null) : null)
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
