import { addDays, daysBetween, toCivil } from '../../src/campaign/civil-date.ts'
import { monthRange } from '../../src/campaign/phases.ts'
import type { Content } from '../../src/content/content.ts'
import type { Instant } from '../../src/lib/clock.ts'
import type { Act, Actor } from '../../src/rehearsal/act.ts'
import { type Step, stepsOf } from '../../src/reminders/ladder.ts'

/** What the people of one unit should have heard: `<day> <duty> <due> <step>`. */
export type Expected = string[]

type Thing = { duty: string; due: string; isOwed: boolean; standsAt: (at: Instant) => boolean }
type Entry = { thing: Thing; step: string; day: string; told: string | null }

/**
 * A second opinion on the planner: one unit at a time, day by day, without a database. For units whose people are reached
 * at the first try.
 */
export function expectedOf(actor: Actor, content: Content, ticks: readonly Instant[]): Expected {
  const things = thingsOf(actor, content)
  const entries: Entry[] = []
  const toldDays = new Set<string>()
  for (const now of ticks) {
    const today = toCivil(now)
    const isWorking = content.calendar.isWorkingDay(today)
    if (!isOpen(now, isWorking)) continue
    if (!actor.isListed && !someoneJoined(actor, now)) continue
    for (const thing of things) {
      const step = currentStepOf(thing, today, content, entries)
      if (step === null || !thing.standsAt(now)) continue
      if (!isWorking && !(thing.isOwed && thing.due <= today)) continue
      const before = entries.find(entry => entry.thing === thing && entry.step === step)
      if (!before)
        entries.push({
          thing,
          step,
          day: toldDays.has(today) ? nextDay(thing, today, content) : today,
          told: null,
        })
      else if (before.told === null && before.day < today && !toldDays.has(today) && isThere(actor, now))
        before.day = today
    }
    const ofToday = entries.filter(({ day, told }) => day === today && told === null)
    if (!isThere(actor, now) || toldDays.has(today) || ofToday.length === 0) continue
    const standing = ofToday.filter(({ thing }) => thing.standsAt(now))
    // What has been met before its time came is not told, nor ever again.
    for (const entry of ofToday) entry.told = standing.includes(entry) ? today : 'void'
    if (standing.length > 0) toldDays.add(today)
  }
  return entries
    .filter(({ told }) => told !== null && told !== 'void')
    .map(({ thing, step, told }) => `${told} ${thing.duty} ${thing.due} ${step}`)
    .toSorted()
}

function thingsOf(actor: Actor, { campaign, reminders }: Content): Thing[] {
  const { acts, subject } = actor
  const time = (test: (act: Act) => boolean) => acts.find(test)?.at ?? Number.POSITIVE_INFINITY
  const checked = time(({ what }) => what === 'check')
  const check = acts.find(act => act.what === 'check') as (Act & { what: 'check' }) | undefined
  const delivered = time(({ what }) => what === 'deliver')
  const acknowledged = time(({ what }) => what === 'acknowledge')
  const things: Thing[] = [
    {
      duty: 'notice',
      due: monthRange(campaign.window.from).first,
      isOwed: false,
      standsAt: at => at <= acknowledged,
    },
    ...reminders.openings
      .filter(({ say }) => subject in say)
      .map(({ phase }) => ({
        duty: `phase:${phase}`,
        due: monthRange(campaign.phases.find(({ id }) => id === phase)!.from).first,
        isOwed: false,
        standsAt: () => true,
      })),
    ...campaign.obligations
      .filter(({ who }) => who === subject)
      .map(({ id, due, when, papers }) => ({
        duty: id,
        due,
        isOwed: true,
        standsAt: (at: Instant) => {
          if (subject === 'county-bureau')
            return at <= time(act => act.what === 'report' && act.paper === papers[0])
          if (when === 'always') return at <= delivered
          return check?.due != null && at > checked && at <= delivered
        },
      })),
  ]
  if (subject === 'enterprise')
    things.push({ duty: 'self-check', due: '2022-03-31', isOwed: true, standsAt: at => at <= checked })
  if (check?.due) {
    const rectified = time(({ what }) => what === 'rectify')
    things.push({
      duty: 'problem',
      due: check.due,
      isOwed: true,
      standsAt: at => at > checked && at <= rectified,
    })
  }
  return things
}

function currentStepOf(thing: Thing, today: string, content: Content, entries: Entry[]): string | null {
  const { calendar, reminders } = content
  if (thing.duty === 'notice') {
    const first = entries.find(entry => entry.thing === thing && entry.step === 'first')
    const isLong = first?.told && daysBetween(first.told, today) >= reminders.notice['again-after']
    if (isLong) return calendar.isWorkingDay(today) ? 'again' : null
    return first?.told ? null : 'first'
  }
  if (thing.duty.startsWith('phase:')) {
    const [first, last] = spanOf(thing, content)
    return today >= first && today <= last ? 'opening' : null
  }
  const steps = ladderOf(thing, content).filter(({ day }) => day <= today)
  const usable = today > thing.due ? steps.filter(({ day }) => day > thing.due) : steps
  return usable.at(-1)?.name ?? null
}

/** What a unit owes at an instant, for all its people have done until then. */
export function standingDuties(actor: Actor, content: Content, at: Instant): { duty: string; due: string }[] {
  return thingsOf(actor, content).filter(({ isOwed, standsAt }) => isOwed && standsAt(at))
}

const remembered = new Map<string, unknown>()

/** Calendar arithmetic is slow, and the same all year. */
function once<T>(key: string, work: () => T): T {
  if (!remembered.has(key)) remembered.set(key, work())
  return remembered.get(key) as T
}

function ladderOf({ duty, due }: Thing, { reminders, calendar }: Content): Step[] {
  return once(`${duty} ${due}`, () => stepsOf(reminders.ladders[duty]!, due, calendar))
}

function spanOf({ duty, due }: Thing, content: Content): [first: string, last: string] {
  return once(duty, () => {
    const first = nextWorkingDay(content, due)
    return [first, addDays(first, content.reminders['openings-within'])]
  })
}

function someoneJoined({ acts }: Actor, now: Instant): boolean {
  return acts.some(({ what, at }) => (what === 'bind' || what === 'register') && at <= now)
}

function isThere(actor: Actor, now: Instant): boolean {
  return someoneJoined(actor, now) && !actor.acts.some(({ what, at }) => what === 'unfollow' && at <= now)
}

function nextDay(thing: Thing, today: string, content: Content): string {
  let day = addDays(today, 1)
  while (!content.calendar.isWorkingDay(day) && !(thing.isOwed && thing.due <= day)) day = addDays(day, 1)
  return day
}

function nextWorkingDay({ calendar }: Content, date: string): string {
  let day = date
  while (!calendar.isWorkingDay(day)) day = addDays(day, 1)
  return day
}

/** The hours of dialogs/reminders.yaml, written out once more. */
export function isOpen(now: Instant, isWorkingDay: boolean): boolean {
  const minutes = Math.floor(((now + 8 * 3_600_000) % 86_400_000) / 60_000)
  const within = (from: number, to: number) => minutes >= from * 60 && minutes < to * 60
  return isWorkingDay ? within(9, 11.5) || within(14.5, 17.5) : within(9, 17.5)
}
