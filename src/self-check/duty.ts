import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import { type FilingState, filedState, obligationsOf, type PaperDuty } from '../campaign/obligations.ts'
import { dateWords } from '../campaign/say-date.ts'
import { standingOf } from '../campaign/standing.ts'
import type { Say } from '../dialog/answer.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Unit } from '../units/unit.ts'
import type { Submission } from './file-self-check.ts'
import type { Filed } from './file-version.ts'
import { type Finding, problemsOf } from './findings.ts'

type Rules = { campaign: Campaign; calendar: Calendar }

/** The receipt of a self-check. */
export function sayReceipt({ filed, findings }: Submission): Say {
  const phrase = filed.problems > 0 ? 'filed.head' : 'filed.clean'
  return { phrase, values: { ...filedValues(filed), ...countsOf(findings) } }
}

/** Plainly who must now file what, to whom, by when (notice 三（一）, DL1 and DL2), and where the papers are. */
export function sayHandOver(
  rules: Rules,
  unit: Unit,
  { filed, findings }: Submission,
  { brought, papers }: { brought: number | null; papers: { link: string; hours: number } },
  today: CivilDate,
): Say[] {
  const says = sayUnsettled(filed)
  const owed = papersOwed(rules, unit, filedState(rules.campaign, filed, brought !== null))
  says.push(...owed.map(duty => sayPaper(rules, duty, { ...filed, brought }, today)))
  says.push({ phrase: 'filed.papers', values: papers })
  if (owed.some(({ owed, met }) => owed && !met)) says.push({ phrase: 'filed.deliver' })
  if (problemsOf(findings).some(({ state }) => state !== 'done')) says.push({ phrase: 'filed.rectify' })
  return says
}

/** What to do about items filed as 待核; nothing where there are none. */
export function sayUnsettled({ unsettled }: Filed): Say[] {
  return unsettled > 0 ? [{ phrase: 'filed.unsettled', values: { count: unsettled } }] : []
}

export function filedValues({ receipt, version, problems }: Filed) {
  return { receipt, version, problems }
}

function countsOf(findings: Finding[]) {
  const rectified = problemsOf(findings).filter(({ state }) => state === 'done').length
  return { items: findings.length, rectified }
}

/** What the unit owes a bureau on paper. */
export function papersOwed({ campaign, calendar }: Rules, unit: Unit, state: FilingState): PaperDuty[] {
  return obligationsOf(campaign, unit, state, calendar)
}

/** The last version filed, and the last whose papers were brought to the bureau; null where none were. */
export type Versions = Pick<Filed, 'receipt' | 'version'> & { brought: number | null }

/** Papers were brought, and a newer version was filed since: they are to be brought again. */
export function isOfAnotherVersion({ version, brought }: Pick<Versions, 'version' | 'brought'>): boolean {
  return brought !== null && brought < version
}

/** The paper itself still goes to the bureau after the chat is done (A13), and that of another version once more. */
export function sayPaper(
  { calendar }: Rules,
  duty: PaperDuty,
  { receipt, version, brought }: Versions,
  today: CivilDate,
): Say {
  const { date, weekday, lastWorkingDay, lastWeekday } = dateWords(duty.due, calendar)
  const values = {
    papers: duty.papers.join('、'),
    bureau: duty.to.name,
    clause: duty.clause,
    date,
    weekday,
    'last-day': lastWorkingDay,
    'last-weekday': lastWeekday,
    receipt,
    version,
    brought: brought ?? 0,
  }
  const standing = standingOf(duty, today)
  if (standing === 'not-owed') {
    const isLate = duty.why !== 'no-problems' && today > duty.due
    return { phrase: isLate ? `duty.${duty.why}-overdue` : `duty.${duty.why}`, values }
  }
  if (standing === 'met' && isOfAnotherVersion({ version, brought }))
    return { phrase: 'duty.met-before', values }
  const isLastDayAhead = duty.lastWorkingDay !== duty.due && today <= duty.lastWorkingDay
  if (standing === 'open' && isLastDayAhead) return { phrase: 'duty.open-rest-day', values }
  return { phrase: `duty.${standing}`, values }
}
