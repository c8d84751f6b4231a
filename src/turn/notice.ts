import type { Instant } from '../lib/clock.ts'

/**
 * What a platform reports and no one answers (wechat-platform §2.3). Ids are opaque strings: many exceed 2^53.
 * A field the platform left out is '' or 0.
 */
export type Notice = PersonNotice | DeliveryNotice | SubscriptionNotice | AccountNotice | OtherNotice

/** What a person did that is not said in words. */
export type PersonNotice =
  /** Sent on its own while the person has the chat open; the datum is not documented. */
  | { kind: 'location-report'; latitude: number; longitude: number; precision: number }
  | { kind: 'page-opened'; url: string; menuId: string }
  | { kind: 'mini-program-opened'; path: string; menuId: string }
  /** `waits`: the client shows that an answer is coming. */
  | { kind: 'code-scanned'; key: string; codeType: string; result: string; waits: boolean }
  /** The photos follow as messages of their own. */
  | { kind: 'photos-picked'; key: string; source: PhotoSource; count: number; digests: string[] }
  /** A location message follows. */
  | {
      kind: 'place-picked'
      key: string
      latitude: number
      longitude: number
      scale: number
      label: string
      place: string
    }
  /** A person changed or took back what they let the account know: stored data must follow. */
  | {
      kind: 'consent-changed'
      change: 'modified' | 'revoked' | 'cancelled'
      id: string
      appId: string
      what: string
    }

export type PhotoSource = 'camera' | 'camera-or-album' | 'album'

/** What became of something the account sent. */
export type DeliveryNotice =
  /** `failure` is '' on success, else the platform's words: `user block`, `system failed`, … */
  | { kind: 'template-sent'; messageId: string; failure: string }
  | {
      kind: 'mass-sent'
      messageId: string
      /** `send success`, `sendsuccess`, `send fail`, `err(30003)`, … */
      status: string
      total: number
      filtered: number
      sent: number
      failed: number
      copyright: { state: string; articles: CopyrightFinding[] }
      articles: ArticleUrl[]
    }
  | {
      kind: 'published'
      publishId: string
      status: string
      articleId: string
      articles: ArticleUrl[]
      failedArticles: string[]
    }
  | {
      kind: 'subscription-sent'
      deliveries: { templateId: string; messageId: string; code: string; status: string }[]
    }

export type ArticleUrl = { index: string; url: string }

export type CopyrightFinding = {
  index: string
  declared: string
  audit: string
  originalUrl: string
  originalType: string
  canReprint: string
  needsReplacement: string
  needsSource: string
}

/** What a person decided about being notified. `scene` is where they were asked, '' outside a pop-up. */
export type SubscriptionNotice = {
  kind: 'subscription-chosen' | 'subscription-changed'
  choices: { templateId: string; accepted: boolean; scene: string }[]
}

/** What happened to the account itself or to its human desk. */
export type AccountNotice =
  | { kind: 'account-verified'; what: 'qualification' | 'naming'; until: Instant }
  | { kind: 'account-refused'; what: 'qualification' | 'naming'; at: Instant; reason: string }
  | { kind: 'verification-due'; until: Instant }
  /** The advanced interfaces stop: an operator must act. */
  | { kind: 'verification-expired'; at: Instant }
  /** In between WeChat gives what the person writes to the desk alone. */
  | { kind: 'desk-opened' | 'desk-closed'; agent: string }
  | { kind: 'desk-changed'; from: string; to: string }

/** Anything else, as it came; nested names are joined with `/`, and a name may come again. */
export type OtherNotice = { kind: 'other'; name: string; fields: [name: string, value: string][] }
