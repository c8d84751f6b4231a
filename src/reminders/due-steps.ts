import type { Calendar } from '../campaign/calendar.ts'
import { addDays, toCivil } from '../campaign/civil-date.ts'
import type { Campaign, Subject } from '../campaign/content.ts'
import { monthRange, phaseAt } from '../campaign/phases.ts'
import { selfCheckDue } from '../campaign/self-check-due.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import { NOTICE, openingOf } from './duty-kinds.ts'
import { currentStep } from './ladder.ts'
import type { Reminders } from './reminders-content.ts'
import type { Allowed } from './sending-hours.ts'

/** A step whose day has come, for every unit that has the duty. `later`: the next day it may go, where today is taken. */
export type DueStep = { duty: string; due: CivilDate; step: string; later: CivilDate }

/** Days on which something of some unit falls due, by its kind. */
export type DueDays = Record<'problem' | 'examination' | 'certificate', readonly CivilDate[]>

export type Rules = { campaign: Campaign; calendar: Calendar; reminders: Reminders }

/** All steps to plan today; none outside the campaign. On a rest day only those of what is due that day or overdue. */
export function dueSteps(rules: Rules, now: Instant, allowed: Allowed, days: DueDays): DueStep[] {
  if (phaseAt(rules.campaign, now).window !== 'during') return []
  const today = toCivil(now)
  const owed = ladderSteps(rules, today, days)
  if (allowed === 'urgent') return owed.filter(({ due }) => due <= today)
  return [...owed, ...noticeStep(rules, today), ...openingSteps(rules, today)]
}

function ladderSteps(rules: Rules, today: CivilDate, days: DueDays): DueStep[] {
  const { campaign, calendar, reminders } = rules
  const duties = [
    ...campaign.obligations.map(({ id, due }) => [id, due] as const),
    ...checkingSubjects(campaign).map(subject => ['self-check', selfCheckDue(campaign, subject)] as const),
    ...Object.entries(days).flatMap(([kind, all]) => all.map(due => [kind, due] as const)),
  ]
  return duties.flatMap(([duty, due]) => {
    const ladder = reminders.ladders[duty]
    const step = ladder ? currentStep(ladder, due, today, calendar) : null
    if (!step) return []
    return [{ duty, due, step: step.name, later: laterDay(rules, today, due) }]
  })
}

/** Subjects that owe a self-check and no paper that says so by itself (A14). */
export function checkingSubjects({ obligations }: Pick<Campaign, 'obligations'>): Subject[] {
  return (['training-institution', 'enterprise'] as const).filter(
    subject => !obligations.some(({ who, when }) => who === subject && when === 'always'),
  )
}

function noticeStep(rules: Rules, today: CivilDate): DueStep[] {
  return [{ duty: NOTICE, due: noticeDay(rules.campaign), step: 'first', later: laterDay(rules, today) }]
}

/** The notice has no day of its own: the campaign's first stands for it. */
export function noticeDay({ window }: Pick<Campaign, 'window'>): CivilDate {
  return monthRange(window.from).first
}

/** A phase is told of from its first working day on, for some days. */
function openingSteps(rules: Rules, today: CivilDate): DueStep[] {
  const { campaign, calendar, reminders } = rules
  return reminders.openings.flatMap(({ phase: id }) => {
    const phase = campaign.phases.find(each => each.id === id)
    if (!phase) return []
    const due = monthRange(phase.from).first
    const first = nextWorkingDay(calendar, due)
    const last = addDays(first, reminders['openings-within'])
    if (today < first || today > last) return []
    return [{ duty: openingOf(id), due, step: 'opening', later: laterDay(rules, today) }]
  })
}

/** The next day on which something may go: from its due day on, any day that has hours. */
function laterDay({ calendar, reminders }: Rules, today: CivilDate, due?: CivilDate): CivilDate {
  const tomorrow = addDays(today, 1)
  const working = nextWorkingDay(calendar, tomorrow)
  if (due === undefined || due >= working || reminders.sending.hours['rest-days'].length === 0) return working
  return due > tomorrow ? due : tomorrow
}

/** The day itself where it is one. */
function nextWorkingDay({ isWorkingDay }: Pick<Calendar, 'isWorkingDay'>, date: CivilDate): CivilDate {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}
