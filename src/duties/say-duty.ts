import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import { type Duty, isPressing, type OwnDuty } from '../campaign/duties.ts'
import { dateWords } from '../campaign/say-date.ts'
import type { Say } from '../dialog/answer.ts'
import { shortened } from '../dialog/shortened.ts'
import type { CivilDate } from '../lib/clock.ts'
import { isOfAnotherVersion, sayPaper } from '../self-check/duty.ts'
import type { Unit } from '../units/unit.ts'
import type { DutyRecords } from './duty-records.ts'

/** Enough to know a problem by: the whole of it stands in 整改. */
const MAX_LENGTH = 30

type Rules = { campaign: Campaign; calendar: Calendar }

/** What is said of a duty and what to do about it next; nothing of a self-check that is filed. */
export function sayDuty(
  rules: Rules,
  unit: Pick<Unit, 'subject'>,
  duty: Duty,
  { receipt, brought, selfCheck }: DutyRecords,
  today: CivilDate,
): Say[] {
  if (duty.kind !== 'paper') return isPressing(duty) ? [sayOwn(rules, duty)] : []
  const paper = sayPaper(rules, duty, { receipt, version: selfCheck?.version ?? 0, brought }, today)
  if (!isPressing(duty)) return [paper]
  if (unit.subject === 'county-bureau') return [paper, { phrase: 'tasks.report' }]
  return [paper, { phrase: selfCheck?.version ? 'filed.deliver' : 'tasks.check-first' }]
}

/** Pressing, or met with the papers of an earlier version. */
export function isToDo(duty: Duty, { brought, selfCheck }: DutyRecords): boolean {
  const isMet = duty.kind === 'paper' && duty.standing === 'met'
  return isPressing(duty) || (isMet && isOfAnotherVersion({ version: selfCheck?.version ?? 0, brought }))
}

function sayOwn({ calendar }: Rules, duty: OwnDuty): Say {
  const { date, weekday } = dateWords(duty.due, calendar)
  const what = duty.kind === 'certificate' ? duty.why : duty.kind
  const about = 'about' in duty ? shortened(duty.about, MAX_LENGTH) : ''
  return { phrase: `duty.${what}-${duty.standing}`, values: { about, date, weekday } }
}
