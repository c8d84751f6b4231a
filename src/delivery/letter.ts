import type { Instant } from '../lib/clock.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { Note } from '../turn/park.ts'
import type { PersonKey } from '../turn/store.ts'
import type { LetterName } from './letter-values.ts'

/** The ways to a person, the surest first. What no other can carry is parked for their next message. */
export const RUNGS = ['long-term', 'one-time', 'template', 'chat', 'parked'] as const
export type Rung = (typeof RUNGS)[number]

/** Something to be told to one person. */
export type Letter = {
  /** Names it in the records: `<room>:<what the room calls it>`. It is told once, however often it is handed in. */
  id: string
  person: PersonKey
  ref: PersonRef
  /** Chooses the template, and fills its fields. */
  name: LetterName
  values: Record<string, string>
  /** The words for chat. */
  text: string
  /** What is parked where nothing else is left. */
  note: Note
}

/** What became of a letter, for now. */
export type Outcome =
  | { state: 'told'; rung: Rung }
  /** The platform has it and will report. */
  | { state: 'sent'; rung: Rung }
  | { state: 'parked'; rung: 'parked' }
  | { state: 'later'; at: Instant }
  /** The person is no longer there. */
  | { state: 'gone' }
