import type { Generated } from 'kysely'
import type { Time, YesNo } from './column.ts'

/** `message` is that of the event that was heard last: heard again, it counts once. */
export type ConsentsTable = {
  person: string
  template_id: string
  accepted: YesNo
  /** Single messages agreed to and not sent yet. */
  credits: number
  message: string
  changed_at: Time
}

/** The platform says that they are not there, though they have not unfollowed. */
export type LostPersonsTable = { person: string; lost_at: Time }

/** `ended_at` null: begun, and not known what came of it. */
export type AttemptsTable = {
  letter: string
  n: number
  person: string
  rung: string
  template_id: string
  began_at: Time
  ended_at: Time | null
  answer: string | null
  code: Generated<number>
  message_id: Generated<string>
  result: string | null
  result_at: Time | null
}
