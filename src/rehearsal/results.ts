import type { Kysely } from 'kysely'
import { timeOfDay } from '../campaign/civil-date.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import type { Actor } from './act.ts'

/** One reminder to one member of a unit, or to nobody. */
export type Result = {
  day: CivilDate
  /** `09:30`; '' where nothing came of it. */
  time: string
  unit: string
  /** Whose phone: the unit's first, second … member; '' for nobody. */
  member: string
  behaviour: string
  duty: string
  due: CivilDate
  step: string
  /** `told`, `parked`, …; `nobody` where no member was there. */
  state: string
  rung: string
}

/** Everything that was planned, and what came of it, in the order of days and units. */
export async function readResults(db: Kysely<Tables>, actors: readonly Actor[]): Promise<Result[]> {
  const behaviours = new Map(actors.map(({ name, behaviour }) => [name, behaviour]))
  const rows = await db
    .selectFrom('reminders')
    .innerJoin('units', 'units.id', 'reminders.unit_id')
    .leftJoin('sendings', join =>
      join.onRef('sendings.unit_id', '=', 'reminders.unit_id').onRef('sendings.day', '=', 'reminders.day'),
    )
    .leftJoin('members', 'members.id', 'sendings.member_id')
    .select(['units.name', 'reminders.duty', 'reminders.due', 'reminders.step', 'reminders.day', 'void_at'])
    .select(['sendings.state', 'sendings.rung', 'sendings.ended_at', 'members.id'])
    .orderBy('members.joined_at')
    .execute()
  const numbers = memberNumbers(rows)
  return rows
    .map(row => ({
      day: row.day,
      time: row.ended_at === null ? '' : timeOfDay(row.ended_at),
      unit: row.name,
      member: numbers.get(row.id ?? '') ?? '',
      behaviour: behaviours.get(row.name) ?? '',
      duty: row.duty,
      due: row.due,
      step: row.step,
      state: row.void_at === null ? (row.state ?? 'nobody') : 'void',
      rung: row.rung ?? '',
    }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Ids differ from run to run; the order in which people joined does not. */
function memberNumbers(rows: readonly { name: string; id: string | null }[]): Map<string, string> {
  const units = new Map<string, string[]>()
  for (const { name, id } of rows) {
    const members = units.get(name) ?? []
    if (id !== null && !members.includes(id)) members.push(id)
    units.set(name, members)
  }
  return new Map([...units.values()].flatMap(ids => ids.map((id, index) => [id, String(index + 1)] as const)))
}

function keyOf({ day, unit, member, duty, due, step }: Result): string {
  return [day, unit, due, duty, step, member].join(' ')
}
