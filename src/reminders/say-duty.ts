import { bureauById, cityBureau } from '../campaign/bureaus.ts'
import { daysBetween } from '../campaign/civil-date.ts'
import type { Campaign } from '../campaign/content.ts'
import { dateWords } from '../campaign/say-date.ts'
import { standingOf } from '../campaign/standing.ts'
import type { Say } from '../dialog/answer.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Rules } from './due-steps.ts'
import { DATED_KINDS } from './duty-kinds.ts'

/** A duty of a unit with all that falls due on its day. */
export type ToldDuty = { duty: string; due: CivilDate; count: number }

type Kind = 'paper' | (typeof DATED_KINDS)[number]

/** Whose duty it is; `bureau` is the id of the one that supervises it. */
type Owing = { subject: string; bureau: string }

/** What must be done by when, and what to do now; of a self-check also what is to be handed in where it finds problems. */
export function sayDuty(rules: Rules, unit: Owing, told: ToldDuty, today: CivilDate): Say[] {
  const first = sayFirst(rules, unit.bureau, told, today)
  const kind = kindOf(told.duty)
  if (kind === 'self-check') return [first, ...sayPapers(rules, unit, today)]
  const isAhead = kind === 'paper' && today < rules.calendar.previousWorkingDay(told.due)
  return isAhead && unit.subject !== 'county-bureau' ? [first, { phrase: 'reminder.check-first' }] : [first]
}

function sayFirst(
  { campaign, calendar }: Rules,
  bureau: string,
  { duty, due, count }: ToldDuty,
  today: CivilDate,
): Say {
  const kind = kindOf(duty)
  const standing = standingAt(due, today)
  const { date, weekday, lastWorkingDay, lastWeekday } = dateWords(due, calendar)
  const values = {
    ...paperWords(campaign, bureau, duty),
    date,
    weekday,
    'last-day': lastWorkingDay,
    'last-weekday': lastWeekday,
    days: Math.abs(daysBetween(today, due)),
    count,
  }
  const lastDay = calendar.previousWorkingDay(due)
  if (kind === 'paper' && standing === 'open' && lastDay !== due && today <= lastDay)
    return { phrase: today === lastDay ? 'reminder.paper-last-day' : 'reminder.paper-rest-day', values }
  return { phrase: `reminder.${kind}-${standing}`, values }
}

/** They may be due long before the self-check is (A14). */
function sayPapers({ campaign, calendar }: Rules, { subject, bureau }: Owing, today: CivilDate): Say[] {
  return problemPapers(campaign, subject).map(({ id, due }) => {
    const { date, lastWorkingDay } = dateWords(due, calendar)
    const values = { ...paperWords(campaign, bureau, id), date, 'last-day': lastWorkingDay }
    return { phrase: today > due ? 'reminder.papers-late' : 'reminder.papers-ahead', values }
  })
}

/** What is owed for problems alone. */
function problemPapers({ obligations }: Campaign, subject: string) {
  return obligations.filter(({ who, when }) => who === subject && when === 'problems')
}

/** What it is called where there is little room. */
export function nameDuty(campaign: Campaign, duty: string): Say | string {
  const kind = kindOf(duty)
  return kind === 'paper' ? paperWords(campaign, '', duty).papers : { phrase: `reminder.what-${kind}` }
}

/** What a card says of a duty: the day by which it is really to be done, how it stands then, and what to send. */
export type Card = {
  date: string
  standing: Say
  left: Say
  next: Say
  /** The last day for what an open self-check finds; null where none is ahead. */
  papers: string | null
}

export function sayCard(
  { campaign, calendar }: Pick<Rules, 'campaign' | 'calendar'>,
  subject: string,
  { duty, due }: ToldDuty,
  today: CivilDate,
): Card {
  const lastDay = calendar.previousWorkingDay(due)
  const day = kindOf(duty) === 'paper' && today <= lastDay ? lastDay : due
  const standing = standingAt(day, today)
  const papers = kindOf(duty) === 'self-check' ? problemPapers(campaign, subject) : []
  const last = papers.map(paper => calendar.previousWorkingDay(paper.due)).toSorted()
  const ahead = last.find(each => each >= today)
  return {
    date: dateWords(day, calendar).date,
    standing: { phrase: `reminder.standing-${standing}` },
    left: { phrase: `reminder.left-${standing}`, values: { days: Math.abs(daysBetween(today, day)) } },
    next: { phrase: `reminder.next-${kindOf(duty)}` },
    papers: ahead === undefined ? null : dateWords(ahead, calendar).lastWorkingDay,
  }
}

/** To whom papers go; '' where nothing is handed in. */
export function bureauFor(campaign: Campaign, bureau: string, duty: string): string {
  const obligation = campaign.obligations.find(({ id }) => id === duty)
  if (!obligation || bureau === '') return ''
  return obligation.to === 'city' ? cityBureau(campaign).name : bureauById(campaign, bureau).name
}

function paperWords(campaign: Campaign, bureau: string, duty: string) {
  const papers = campaign.obligations.find(({ id }) => id === duty)?.papers ?? []
  return { papers: papers.join('、'), bureau: bureauFor(campaign, bureau, duty) }
}

function kindOf(duty: string): Kind {
  return DATED_KINDS.find(kind => kind === duty) ?? 'paper'
}

function standingAt(due: CivilDate, today: CivilDate) {
  return standingOf({ owed: true, met: false, due }, today)
}
