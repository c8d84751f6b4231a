import type { Selectable } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import { openContact } from '../units/member-rows.ts'
import type { Contact } from '../units/unit.ts'
import type { RemindedDuty } from './call-reason.ts'
import type { Rules } from './due-steps.ts'
import { NOTICE, phaseOf } from './duty-kinds.ts'
import { letterId } from './letter-id.ts'
import type { SendingState } from './sending-store.ts'
import { standingDuties } from './standing-duties.ts'

/** A unit that has been reminded of something that still stands. */
export type RemindedUnit = {
  id: string
  name: string
  district: string
  bureau: string
  contact: Contact | null
  /** How many are there. */
  members: number
  duties: RemindedDuty[]
  /** The letters that its newest reminders went out in. */
  letters: string[]
}

type Dependencies = { rules: Rules; database: Database; seal: Pick<Seal, 'open'> }

type Reminder = Pick<Selectable<Tables['reminders']>, 'unit_id' | 'duty' | 'due' | 'day'>

const PAGE = 500

/** All of them in pages, five queries each. */
export async function* remindedUnits(deps: Dependencies, today: CivilDate): AsyncGenerator<RemindedUnit[]> {
  const { db } = deps.database
  for (let last = ''; ; ) {
    const page = await db
      .selectFrom('reminders')
      .select('unit_id')
      .distinct()
      .where('unit_id', '>', last)
      .where('day', '<=', today)
      .orderBy('unit_id')
      .limit(PAGE)
      .execute()
    const ids = page.map(({ unit_id }) => unit_id)
    if (ids.length > 0) yield readUnits(deps, ids, today)
    if (ids.length < PAGE) return
    last = ids.at(-1) ?? ''
  }
}

async function readUnits(deps: Dependencies, ids: string[], today: CivilDate): Promise<RemindedUnit[]> {
  const { db } = deps.database
  const units = await db.selectFrom('units').selectAll().where('id', 'in', ids).orderBy('id').execute()
  const members = await db
    .selectFrom('members')
    .select(['id', 'unit_id', 'contact'])
    .where('unit_id', 'in', ids)
    .where('left_at', 'is', null)
    .orderBy('role', 'desc')
    .execute()
  const sendings = await db
    .selectFrom('sendings')
    .select(['unit_id', 'day', 'member_id', 'state'])
    .where('unit_id', 'in', ids)
    .execute()
  const newest = await newestStanding(deps, ids, today)
  return units.map(unit => {
    const own = members.filter(({ unit_id }) => unit_id === unit.id)
    const duties = newest.get(unit.id) ?? []
    const days = new Set(duties.map(({ day }) => day))
    const told = sendings.filter(({ unit_id, day }) => unit_id === unit.id && days.has(day))
    const statesOn = (day: CivilDate) =>
      told.filter(each => each.day === day).map(({ state }) => state as SendingState)
    return {
      id: unit.id,
      name: unit.name,
      district: unit.district,
      bureau: unit.bureau,
      contact: contactOf(deps.seal, unit, own),
      members: own.length,
      duties: duties.map(({ duty, due, day }) => ({ duty, due, day, states: statesOn(day) })),
      letters: told.map(({ day, member_id }) => letterId({ unitId: unit.id, day, memberId: member_id })),
    }
  })
}

/** Of what still stands, the newest reminder; of the notice the first, for the second goes to whoever has had it. */
async function newestStanding(
  { database: { db }, rules }: Dependencies,
  ids: string[],
  today: CivilDate,
): Promise<Map<string, Reminder[]>> {
  const rows = await db
    .selectFrom('reminders')
    .select(['unit_id', 'duty', 'due'])
    .select(({ fn }) => fn.max('day').as('day'))
    .where('unit_id', 'in', ids)
    .where('day', '<=', today)
    .where('void_at', 'is', null)
    .where(({ not, and, eb }) => not(and([eb('duty', '=', NOTICE), eb('step', '=', 'again')])))
    .groupBy(['unit_id', 'duty', 'due'])
    .orderBy('due')
    .execute()
  const called = rows.filter(({ duty }) => phaseOf(duty) === null)
  const duties = new Set(called.map(({ duty }) => duty))
  const standing = await standingDuties(db, { ...rules, duties, units: ids }).execute()
  const stands = new Set(standing.map(({ unit_id, duty, due }) => `${unit_id} ${duty} ${due}`))
  const byUnit = new Map<string, Reminder[]>()
  for (const row of called.filter(({ unit_id, duty, due }) => stands.has(`${unit_id} ${duty} ${due}`)))
    byUnit.set(row.unit_id, [...(byUnit.get(row.unit_id) ?? []), row])
  return byUnit
}

/** Whom the roster names; a name or a number that it lacks is a member's. */
function contactOf(
  seal: Pick<Seal, 'open'>,
  { id, listed_contact }: Selectable<Tables['units']>,
  members: readonly { id: string; contact: Uint8Array | null }[],
): Contact | null {
  const listed = listed_contact
    ? (JSON.parse(Buffer.from(seal.open('listed-contact', id, listed_contact)).toString('utf8')) as Contact)
    : null
  if (listed?.name && listed.phone) return listed
  const member = members.find(({ contact }) => contact !== null)
  const own = member?.contact ? openContact(seal, member.id, member.contact) : null
  return own && listed ? { name: listed.name || own.name, phone: listed.phone || own.phone } : (own ?? listed)
}
