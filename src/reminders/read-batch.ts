import type { Kysely } from 'kysely'
import type { CivilDate } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Told, ToldUnit } from './compose.ts'
import type { Rules } from './due-steps.ts'
import type { SendingKey } from './letter-id.ts'
import { standingDuties } from './standing-duties.ts'

/** Whom a sending goes to. */
export type Addressee = { person: PersonKey; ref: PersonRef; wantsNone: boolean }

export type PlannedStep = { unitId: string; duty: string; due: CivilDate; step: string }

/** What a unit is told on a day, as it stands now: what was planned and still holds, and what has fallen away. */
export type Matter = { unit: ToldUnit; told: Told[]; fallen: PlannedStep[] }

/** Members who are still there, by their id. */
export async function readAddressees(
  { db }: Database,
  seal: Pick<Seal, 'open'>,
  memberIds: readonly string[],
): Promise<Map<string, Addressee>> {
  const rows = await db
    .selectFrom('members')
    .leftJoin('reminder_refusals', 'reminder_refusals.person', 'members.person')
    .select(['members.id', 'members.person', 'members.identity', 'reminder_refusals.refused_at'])
    .where('members.id', 'in', memberIds)
    .where('members.left_at', 'is', null)
    .execute()
  const there = new Map<string, Addressee>()
  for (const { id, person, identity, refused_at } of rows) {
    if (!identity) continue
    const ref = JSON.parse(Buffer.from(seal.open('identity', id, identity)).toString('utf8')) as PersonRef
    there.set(id, { person, ref, wantsNone: refused_at !== null })
  }
  return there
}

/** By `matterKey`; three queries, however many units and days there are. */
export async function readMatters(
  { db }: Database,
  rules: Rules,
  keys: readonly Pick<SendingKey, 'unitId' | 'day'>[],
): Promise<Map<string, Matter>> {
  const matters = new Map<string, Matter>()
  if (keys.length === 0) return matters
  const unitIds = [...new Set(keys.map(({ unitId }) => unitId))]
  const units = await readUnits(db, unitIds)
  for (const { unitId, day } of keys) {
    const unit = units.get(unitId)
    if (unit) matters.set(matterKey({ unitId, day }), { unit, told: [], fallen: [] })
  }
  const planned = await readPlanned(db, unitIds, [...new Set(keys.map(({ day }) => day))])
  const counts = await standingCounts(db, rules, unitIds, new Set(planned.map(({ duty }) => duty)))
  for (const { day, ...step } of planned) {
    const matter = matters.get(matterKey({ unitId: step.unitId, day }))
    const count = counts.get(dutyKey(step))
    if (matter && count) addStep(matter.told, step, count)
    else matter?.fallen.push(step)
  }
  return matters
}

export function matterKey({ unitId, day }: Pick<SendingKey, 'unitId' | 'day'>): string {
  return `${unitId}/${day}`
}

/** Several steps of one duty are one thing to be told. */
function addStep(told: Told[], { duty, due, step }: Omit<PlannedStep, 'unitId'>, count: number): void {
  const index = told.findIndex(each => each.duty === duty && each.due === due)
  const before = told[index]
  if (before) told[index] = { ...before, steps: [...before.steps, step] }
  else told.push({ duty, due, steps: [step], count })
}

async function readUnits(db: Kysely<Tables>, unitIds: readonly string[]): Promise<Map<string, ToldUnit>> {
  const rows = await db
    .selectFrom('units')
    .select(['id', 'name', 'subject', 'bureau'])
    .where('id', 'in', unitIds)
    .execute()
  return new Map(rows.map(({ id, ...unit }) => [id, unit]))
}

async function readPlanned(
  db: Kysely<Tables>,
  unitIds: readonly string[],
  days: readonly CivilDate[],
): Promise<(PlannedStep & { day: CivilDate })[]> {
  return db
    .selectFrom('reminders')
    .select(['unit_id as unitId', 'duty', 'due', 'step', 'day'])
    .where('unit_id', 'in', unitIds)
    .where('day', 'in', days)
    .where('void_at', 'is', null)
    .orderBy('due')
    .orderBy('duty')
    .orderBy('planned_at')
    .execute()
}

async function standingCounts(
  db: Kysely<Tables>,
  rules: Rules,
  units: readonly string[],
  duties: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { unit_id, duty, due, count } of await standingDuties(db, {
    ...rules,
    duties,
    units,
  }).execute()) {
    const key = dutyKey({ unitId: unit_id, duty, due })
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  return counts
}

function dutyKey({ unitId, duty, due }: Omit<PlannedStep, 'step'>): string {
  return `${unitId} ${duty} ${due}`
}
