import type { Speak } from '../dialog/fill.ts'
import type { Instant } from '../lib/clock.ts'
import { fitText } from './fit-text.ts'
import type { Reply } from './reply.ts'

export type ReplySeal = {
  seal(purpose: string, bound: string, plain: Uint8Array): Uint8Array
  open(purpose: string, bound: string, sealed: Uint8Array): Uint8Array
}

/** WeChat cuts off near 2048 bytes (wechat-platform §3.4); room is left for the line that says there is more. */
const MAX_BYTES = 2_000

export function openReply<T = Reply>(seal: ReplySeal, person: string, sealed: Uint8Array): T {
  return JSON.parse(Buffer.from(seal.open('reply', person, sealed)).toString('utf8')) as T
}

/** `reply` is what fits into one message, `more` the rest of it; `whole` is both, for parking. */
export type Said = { whole: string; reply: Reply | null; more: string }

/** What waited: a late reply, and what was to be told. */
export type Waiting = { late: string; told: string[] }

/** One passive reply out of what waited and what is said now; what does not fit waits for “更多”. */
export function joinReply({ late, told }: Waiting, texts: string[], at: Instant, speak: Speak): Said {
  // Who unfollowed hears nothing any more, not what waited either.
  if (texts.length === 0) return { whole: '', reply: null, more: '' }
  const before = [
    ...(late === '' ? [] : [late, speak({ phrase: 'parked.foot' })]),
    ...(told.length === 0 ? [] : [...told, speak({ phrase: 'parked.told-foot' })]),
  ]
  const whole = [...before, ...texts].join('\n\n')
  if (Buffer.byteLength(whole) <= MAX_BYTES) return { whole, reply: textReply(whole, at), more: '' }
  const foot = `\n${speak({ phrase: 'more.foot' })}`
  const { head, rest } = fitText(whole, MAX_BYTES - Buffer.byteLength(foot))
  return { whole, reply: textReply(head + foot, at), more: rest }
}

function textReply(text: string, at: Instant): Reply {
  return { at, body: { kind: 'text', text } }
}
