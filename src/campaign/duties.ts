import type { CivilDate } from '../lib/clock.ts'
import { bureauById } from './bureaus.ts'
import type { Calendar } from './calendar.ts'
import type { Bureau, Campaign } from './content.ts'
import {
  type FilingState,
  filedState,
  type ObligedUnit,
  obligationsOf,
  type PaperDuty,
} from './obligations.ts'
import { selfCheckDue } from './self-check-due.ts'
import { type Standing, standingOf } from './standing.ts'

/** A self-check as the record has it. The last version filed counts, where it was filed as the kind of unit that it is. */
export type SelfCheckRecord = {
  started: boolean
  version: number
  problems: number
  unsettled: number
  deliveredOn: CivilDate | null
  /** It was filed before the unit became a high-risk one, and has yet to answer for that. */
  lacksHighRisk: boolean
}

/** Something with a day of its own; `about` is shown to the unit: a problem's words, a person's masked name. */
export type Dated = { id: string; about: string; due: CivilDate }

/** What the records say of a unit, as far as its duties depend on it. */
export type UnitRecords = {
  /** Null where none is begun. */
  selfCheck: SelfCheckRecord | null
  /** Open ones that have a date (DL6). */
  problems: readonly Dated[]
  /** Managers who have not passed, six months after their appointment (DL7). */
  examinations: readonly Dated[]
  /** Certificates that run out or must be reviewed, where it is time to see to it. */
  certificates: readonly (Dated & { what: 'expiry' | 'review' })[]
  /** Obligations met without a self-check. */
  fulfilled: readonly string[]
}

type Named = { /** The same from day to day: `DL1`, `problem:…`. */ key: string; standing: Standing }

export type OwnDuty = Named & {
  due: CivilDate
  lastWorkingDay: CivilDate
  /** Whose business it is beside the unit's; null where it stays in the house. */
  to: Pick<Bureau, 'id' | 'name'> | null
} & (
    | { kind: 'self-check'; why: 'not-started' | 'still-checking' | 'filed' }
    | { kind: 'problem'; why: 'problems-found'; about: string }
    | { kind: 'examination'; why: 'appointed'; about: string }
    | { kind: 'certificate'; why: 'expiry' | 'review'; about: string }
  )

/** One thing a unit must do, or need not, and why. */
export type Duty = (Named & { kind: 'paper' } & PaperDuty) | OwnDuty

type Rules = {
  campaign: Campaign
  calendar: Pick<Calendar, 'weekday' | 'previousWorkingDay'>
}

/** Everything a unit has to do in a campaign, what presses first on top, what is settled or not owed below. */
export function dutiesOf(
  rules: Rules,
  unit: ObligedUnit & { highRisk: boolean | null },
  records: UnitRecords,
  today: CivilDate,
): Duty[] {
  const papers = obligationsOf(rules.campaign, unit, stateOf(rules.campaign, unit, records), rules.calendar)
  const duties: Duty[] = [
    ...selfCheckDuty(rules, unit, records, today),
    ...papers.map(paper => ({
      ...paper,
      kind: 'paper' as const,
      key: paper.id,
      standing: standingOf(paper, today),
    })),
    ...ownDuties(rules, unit, records, today),
  ]
  return duties.toSorted((one, other) => rankOf(one) - rankOf(other) || (one.due < other.due ? -1 : 1))
}

/** Still to be done: open, due today or overdue. */
export function isPressing({ standing }: Pick<Duty, 'standing'>): boolean {
  return standing === 'open' || standing === 'today' || standing === 'overdue'
}

function stateOf(
  campaign: Campaign,
  { subject }: ObligedUnit,
  { selfCheck, fulfilled }: UnitRecords,
): FilingState {
  if (subject === 'county-bureau') return { filed: fulfilled, problems: 0, started: false }
  if (!selfCheck || selfCheck.version === 0)
    return { filed: false, problems: 0, started: selfCheck?.started ?? false }
  const { problems, unsettled, lacksHighRisk, deliveredOn } = selfCheck
  return filedState(
    campaign,
    { problems, unsettled: unsettled + Number(lacksHighRisk) },
    deliveredOn !== null,
  )
}

function selfCheckDuty(
  { campaign, calendar }: Rules,
  { subject }: ObligedUnit,
  { selfCheck }: UnitRecords,
  today: CivilDate,
): OwnDuty[] {
  if (subject === 'county-bureau') return []
  const due = selfCheckDue(campaign, subject)
  const met = selfCheck !== null && selfCheck.version > 0 && !selfCheck.lacksHighRisk
  const why = met ? 'filed' : selfCheck?.started ? 'still-checking' : 'not-started'
  return [
    {
      kind: 'self-check',
      key: 'self-check',
      why,
      due,
      lastWorkingDay: calendar.previousWorkingDay(due),
      standing: standingOf({ owed: true, met, due }, today),
      to: null,
    },
  ]
}

/** Only a high-risk unit's managers must pass (notice 三（二）, DL7). */
function ownDuties(
  { campaign, calendar }: Rules,
  { bureau, highRisk }: ObligedUnit & { highRisk: boolean | null },
  { problems, examinations, certificates }: UnitRecords,
  today: CivilDate,
): OwnDuty[] {
  const dated = ({ about, due }: Dated) => ({
    about,
    due,
    lastWorkingDay: calendar.previousWorkingDay(due),
    standing: standingOf({ owed: true, met: false, due }, today),
  })
  const { id, name } = bureauById(campaign, bureau)
  return [
    ...problems.map(each => ({
      ...dated(each),
      kind: 'problem' as const,
      key: `problem:${each.id}`,
      why: 'problems-found' as const,
      to: { id, name },
    })),
    ...(highRisk ? examinations : []).map(each => ({
      ...dated(each),
      kind: 'examination' as const,
      key: `examination:${each.id}`,
      why: 'appointed' as const,
      to: null,
    })),
    ...certificates.map(each => ({
      ...dated(each),
      kind: 'certificate' as const,
      key: `certificate:${each.id}:${each.what}`,
      why: each.what,
      to: null,
    })),
  ]
}

function rankOf({ standing }: Duty): number {
  return standing === 'met' ? 2 : standing === 'not-owed' ? 1 : 0
}
