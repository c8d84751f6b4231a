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

export function openReply(seal: ReplySeal, person: string, sealed: Uint8Array): Reply {
  return JSON.parse(Buffer.from(seal.open('reply', person, sealed)).toString('utf8')) as Reply
}

/** `reply` is what fits into one message, `more` the rest of it; `whole` is both, for parking. */
export type Said = { whole: Reply | null; reply: Reply | null; more: string }

/** One passive reply out of what was parked and what is said now; what does not fit waits for “更多”. */
export function joinReply(parked: Reply | null, texts: string[], at: Instant, speak: Speak): Said {
  // Who unfollowed hears nothing any more, not what was parked either.
  if (texts.length === 0) return { whole: null, reply: null, more: '' }
  const before = parked?.body.kind === 'text' ? [parked.body.text, speak({ phrase: 'parked.foot' })] : []
  const text = [...before, ...texts].join('\n\n')
  const whole = textReply(text, at)
  if (Buffer.byteLength(text) <= MAX_BYTES) return { whole, reply: whole, more: '' }
  const foot = `\n${speak({ phrase: 'more.foot' })}`
  const { head, rest } = fitText(text, MAX_BYTES - Buffer.byteLength(foot))
  return { whole, reply: textReply(head + foot, at), more: rest }
}

function textReply(text: string, at: Instant): Reply {
  return { at, body: { kind: 'text', text } }
}
