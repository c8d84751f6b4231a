import type { Generated } from 'kysely'
import type { Sealed, Time } from './column.ts'

/** One row per person: what the SQL turn store remembers, and who holds the turn (all null: nobody). */
export type ConversationsTable = {
  person: string
  session: Sealed | null
  parked: Sealed | null
  /** The session is gone from here on. */
  session_until: Generated<Time>
  parked_until: Generated<Time>
  fence: number | null
  message: string | null
  attempt: string | null
  lease_until: Time | null
  arrived: number | null
  /** The last number given out as a fence or an arrival. */
  last: Generated<number>
  /** Windows for customer-service messages: until when, and how many are left in them. */
  message_until: Generated<Time>
  message_left: Generated<number>
  tap_until: Generated<Time>
  tap_left: Generated<number>
  /** The row may be swept from here on, if no session needs it. */
  kept_until: Time
}

export type QueueTable = { person: string; message: string; arrived: number; asks_until: Time }

export type SeenTable = {
  person: string
  message: string
  /** Of the turn that committed it: tells a repeated commit from a late one. */
  fence: number
  reply: Sealed | null
  reply_until: Time
  expires: Time
}
