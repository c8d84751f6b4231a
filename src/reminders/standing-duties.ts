import { type Expression, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Campaign, Obligation, Subject } from '../campaign/content.ts'
import { monthRange } from '../campaign/phases.ts'
import { selfCheckDue } from '../campaign/self-check-due.ts'
import { isMet, owes, unitsFor, unitsWithFiled } from '../duties/duty-conditions.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Tables } from '../storage/tables.ts'
import { checkingSubjects, noticeDay } from './due-steps.ts'
import { NOTICE, openingOf } from './duty-kinds.ts'
import type { Opening, Reminders } from './reminders-content.ts'

/** What stands for a unit now: owed and not met, or not answered. `count`: how many of the kind fall on that day. */
export type StandingDuty = { unit_id: string; duty: string; due: CivilDate; count: number }

export type StandingScope = {
  campaign: Campaign
  reminders: Pick<Reminders, 'openings'>
  /** Only these; what is not asked for costs nothing. */
  duties: ReadonlySet<string>
  /** Only these units; null: all there are. */
  units: readonly string[] | null
}

type Part = (db: Kysely<Tables>, scope: StandingScope) => Expression<StandingDuty>

/** The duties that `dutiesOf` finds for one unit, of all of them in one query, and what the campaign itself has to say. */
export function standingDuties(db: Kysely<Tables>, scope: StandingScope) {
  const { campaign, reminders, duties } = scope
  const parts: [duty: string, part: Part][] = [
    ...campaign.obligations.map((each): [string, Part] => [each.id, paper(each)]),
    ...checkingSubjects(campaign).map((each): [string, Part] => ['self-check', selfCheck(each)]),
    ['problem', problem],
    ['examination', examination],
    ['certificate', lastDay('certificates.valid_until')],
    ['certificate', lastDay('certificates.review_by')],
    [NOTICE, notice],
    ...reminders.openings.map((each): [string, Part] => [openingOf(each.phase), opening(each)]),
  ]
  const asked = parts.filter(([duty]) => duties.has(duty)).map(([, part]) => part(db, scope))
  // Something to put the others after: it has no rows.
  const none = db.selectFrom('units').select(row('none', '')).where(sql<boolean>`1 = 0`)
  return none.unionAll(asked)
}

/** Owed to a bureau and not brought there. */
function paper(obligation: Obligation): Part {
  return (db, { campaign, units }) =>
    unitsFor(db, campaign.id, obligation)
      .select(row(obligation.id, obligation.due))
      .where(owes(obligation))
      .where(({ not }) => not(isMet(obligation)))
      .where(among('units.id', units))
}

function selfCheck(subject: Subject): Part {
  return (db, { campaign, units }) =>
    unitsWithFiled(db, campaign.id)
      .select(row('self-check', selfCheckDue(campaign, subject)))
      .where('units.subject', '=', subject)
      .where(({ eb, and, or }) =>
        or([
          eb('self_checks.id', 'is', null),
          and([eb('units.high_risk', '=', 1), eb('self_checks.filed_high_risk', '=', 0)]),
        ]),
      )
      .where(among('units.id', units))
}

const problem: Part = (db, { campaign, units }) =>
  db
    .selectFrom('problems')
    .innerJoin('self_checks', 'self_checks.id', 'problems.self_check_id')
    .select(['problems.unit_id', text('problem').as('duty'), 'problems.due', counted.as('count')])
    .$narrowType<{ due: string }>()
    .where('self_checks.campaign', '=', campaign.id)
    .where('problems.status', '=', 'open')
    .where('problems.due', 'is not', null)
    .where(among('problems.unit_id', units))
    .groupBy(['problems.unit_id', 'problems.due'])

/** Only a high-risk unit's managers must pass (notice 三（二）, DL7). */
const examination: Part = (db, { units }) =>
  db
    .selectFrom('certificates')
    .innerJoin('units', 'units.id', 'certificates.unit_id')
    .select([
      'certificates.unit_id',
      text('examination').as('duty'),
      'certificates.examination_due as due',
      counted.as('count'),
    ])
    .$narrowType<{ due: string }>()
    .where('certificates.examination_due', 'is not', null)
    .where('units.high_risk', '=', 1)
    .where(among('certificates.unit_id', units))
    .groupBy(['certificates.unit_id', 'certificates.examination_due'])

function lastDay(column: 'certificates.valid_until' | 'certificates.review_by'): Part {
  return (db, { units }) =>
    db
      .selectFrom('certificates')
      .select(({ ref }) => [
        'certificates.unit_id',
        text('certificate').as('duty'),
        ref(column).as('due'),
        counted.as('count'),
      ])
      .$narrowType<{ due: string }>()
      .where(column, 'is not', null)
      .where(among('certificates.unit_id', units))
      .groupBy(['certificates.unit_id', column])
}

/** Until one of the unit's people has answered 已知悉. */
const notice: Part = (db, { campaign, units }) =>
  db
    .selectFrom('units')
    .select(row(NOTICE, noticeDay(campaign)))
    .where(isUnanswered('units.id', campaign))
    .where(among('units.id', units))

/** Whether nobody of the unit whose id stands in `column` has answered 已知悉. */
export function isUnanswered(column: string, { id }: Campaign): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select 1 from acknowledgements
    where acknowledgements.unit_id = ${sql.ref(column)} and acknowledgements.campaign = ${id})`
}

function opening({ phase: id, say }: Opening): Part {
  return (db, { campaign, units }) => {
    const from = campaign.phases.find(phase => phase.id === id)?.from ?? campaign.window.from
    return db
      .selectFrom('units')
      .select(row(openingOf(id), monthRange(from).first))
      .where('units.subject', 'in', Object.keys(say))
      .where(among('units.id', units))
  }
}

const counted = sql<number>`count(*)`

/** PostgreSQL must be told that a bare value is text. */
function text(value: string): RawBuilder<string> {
  return sql<string>`cast(${value} as text)`
}

function row(duty: string, due: CivilDate) {
  const one = sql<number>`1`
  return [
    sql<string>`units.id`.as('unit_id'),
    text(duty).as('duty'),
    text(due).as('due'),
    one.as('count'),
  ] as const
}

function among(column: string, units: readonly string[] | null): RawBuilder<boolean> {
  return units ? sql<boolean>`${sql.ref(column)} in (${sql.join(units)})` : sql<boolean>`1 = 1`
}
