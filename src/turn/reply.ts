import type { Instant } from '../lib/clock.ts'

/** One passive reply. WeChat allows exactly one per push, so the turn has already joined and cut its texts. */
export type ReplyBody =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string }
  | { kind: 'news'; articles: { title: string; description: string; picUrl: string; url: string }[] }

export type Reply = {
  /** Remembered with the reply, so that a retry renders to the same bytes. */
  at: Instant
  body: ReplyBody
  /** Where it belongs to a dialog that lives in the session alone: undelivered, it waits no longer. */
  until?: Instant | undefined
  /** Receipt of a filing whose papers follow as files, where the platform takes any. Not remembered: they go once. */
  papers?: string | undefined
}
