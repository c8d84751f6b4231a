import type { Generated } from 'kysely'
import type { Time } from './column.ts'

/** `day` is when it is told, with all else of that unit and day. `void_at`: nothing stood any more when its time came. */
export type RemindersTable = {
  unit_id: string
  duty: string
  due: string
  step: string
  day: string
  planned_at: Time
  void_at: Time | null
}

/** What a unit is told on a day, to one of its members. */
export type SendingsTable = {
  unit_id: string
  day: string
  member_id: string
  /** The member's: which processes can tell them. */
  channel: Generated<string>
  state: string
  /** Not before. */
  due_at: Time
  claim: string | null
  claimed_until: Generated<Time>
  rung: string | null
  ended_at: Time | null
  /** Message under which what was parked has been told. */
  heard: string | null
}

/** Persons who want no reminders. */
export type ReminderRefusalsTable = { person: string; refused_at: Time }

export type AcknowledgementsTable = {
  campaign: string
  unit_id: string
  member_id: string
  acknowledged_at: Time
  message: string
}
