import type { CivilDate } from '../lib/clock.ts'
import type { Rules } from './due-steps.ts'
import { NOTICE } from './duty-kinds.ts'
import { stepsOf } from './ladder.ts'
import type { SendingState } from './sending-store.ts'

/** Why somebody must telephone: the ladder is at its end, nobody is there, or nobody has heard of it. The worst first. */
export const CALL_REASONS = ['overdue', 'nobody', 'gone', 'unread', 'unsent', 'refused'] as const
export type CallReason = (typeof CALL_REASONS)[number]

/** A duty that still stands, or the notice unanswered, with what came of its newest reminder for each member. */
export type RemindedDuty = { duty: string; due: CivilDate; day: CivilDate; states: readonly SendingState[] }

/** Null where no call is needed: somebody has heard of it, or it goes out today. */
export function callReason(
  { reminders, calendar }: Pick<Rules, 'reminders' | 'calendar'>,
  { duty, due, day, states }: RemindedDuty,
  isAnyoneThere: boolean,
  today: CivilDate,
): CallReason | null {
  const ladder = reminders.ladders[duty]
  if (ladder?.then === 'staff') {
    const last = stepsOf(ladder, due, calendar).at(-1)?.day
    if (last !== undefined && today > last && today > due) return 'overdue'
  }
  if (!isAnyoneThere) return 'nobody'
  if (states.some(state => state === 'told' || state === 'sent')) return null
  if (states.includes('parked')) return 'unread'
  if (states.includes('gone')) return 'gone'
  // Who wants no reminders has had none by choice, but the notice is for everybody; what is not over yet may still go.
  if (states.includes('refused')) return duty === NOTICE ? 'refused' : null
  return day >= today ? null : 'unsent'
}
