import type { Instant } from '../lib/clock.ts'
import type { Inbound } from './inbound.ts'
import type { PersonKey } from './store.ts'

/** Customer-service messages that something a person did allows: so many, for so long. */
export type Opening =
  | { kind: 'message' | 'tap'; at: Instant; lifeMs: number; count: number }
  | { kind: 'closed' }

/** Five within 48 h of a message, three within a minute of a tap on the menu, a follow or a scan (wechat-platform §4). */
const MESSAGE = { kind: 'message', lifeMs: 48 * 3_600_000, count: 5 } as const
const TAP = { kind: 'tap', lifeMs: 60_000, count: 3 } as const

/**
 * What a message opens; null where it opens nothing, or where the platform has no such windows. A tap on a menu in a message
 * comes as a text and counts as a tap all the same (service/guide/product/kf/intro).
 */
export function openingOf({ person, body }: Pick<Inbound, 'person' | 'body'>, at: Instant): Opening | null {
  if (person.channel !== 'wechat') return null
  switch (body.kind) {
    case 'unfollow':
      return { kind: 'closed' }
    case 'follow':
    case 'scan':
    case 'menu':
      return { ...TAP, at }
    case 'notice':
      return null
    case 'text':
      return body.menuId === undefined ? { ...MESSAGE, at } : { ...TAP, at }
    default:
      return { ...MESSAGE, at }
  }
}

/** One message taken out of the window that is open until then. */
export type Spent = { kind: 'message' | 'tap'; until: Instant }

/** The ledger of these windows. It is fed by the turns themselves, so that no message is tried that must be refused. */
export interface ReplyWindows {
  /** Takes one message out of a window that is open at that time; null where none is. */
  spend(person: PersonKey, at: Instant): Promise<Spent | null>
  /** Puts back what was not sent after all, while that window is still the person's. */
  giveBack(person: PersonKey, spent: Spent): Promise<void>
  /** The platform says that none is open, whatever is remembered. */
  shut(person: PersonKey): Promise<void>
}
