import type { Instant } from '../lib/clock.ts'

/** One passive reply. WeChat allows exactly one per push, so the turn has already joined and cut its texts. */
export type ReplyBody =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string }
  | { kind: 'news'; articles: { title: string; description: string; picUrl: string; url: string }[] }

/** `at` is remembered with the reply, so that a retry renders to the same bytes. */
export type Reply = { at: Instant; body: ReplyBody }
