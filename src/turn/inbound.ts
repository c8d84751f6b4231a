import type { Instant } from '../lib/clock.ts'
import type { Notice } from './notice.ts'

/** Who speaks, in the platform's terms. `id` is personal data: it is hashed before it is stored or logged. */
export type PersonRef = { channel: 'wechat' | 'wechaty' | 'play'; account: string; id: string }

/** One message or event in neutral words; every platform adapter makes these. */
export type Inbound = {
  /** Dedupe key: equal for a retry of the same push, different for any other (wechat-platform §3.2). */
  key: string
  person: PersonRef
  /** When the platform says it was sent; whole seconds on WeChat. */
  at: Instant
  body: InboundBody
}

/** Brings a medium that has no address of its own, bounded in size and time. Throws AppError('media-…'). */
export type BringMedium = () => Promise<{ bytes: Uint8Array; mediaType: string }>

export type InboundBody =
  | { kind: 'text'; text: string; menuId?: string }
  | { kind: 'image'; mediaId: string; url: string; bring?: BringMedium }
  | { kind: 'voice'; mediaId: string; format: string; recognition?: string; bring?: BringMedium }
  | { kind: 'video'; mediaId: string; thumbId: string; short: boolean; bring?: BringMedium }
  | { kind: 'location'; latitude: number; longitude: number; label: string }
  | { kind: 'link'; title: string; description: string; url: string }
  | { kind: 'mini-program'; title: string; appId: string; path: string }
  | { kind: 'file'; title: string }
  /** A card that names someone else. */
  | { kind: 'contact' }
  /** Sticker, or anything the client could not hand over. */
  | { kind: 'unsupported'; what: string }
  | { kind: 'follow'; scene?: string }
  | { kind: 'unfollow' }
  | { kind: 'scan'; scene: string }
  | { kind: 'menu'; key: string }
  /** What the platform reports and no one answers. */
  | { kind: 'notice'; notice: Notice }
