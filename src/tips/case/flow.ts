import { addDays, daysBetween } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'
import type { Clocks } from '../settings-content.ts'

/** 登记 受理 不予受理 核查 处理 反馈 办结, in order. */
export const TIP_STATES = [
  'registered',
  'accepted',
  'refused',
  'investigating',
  'handling',
  'answered',
  'closed',
] as const
export type TipState = (typeof TIP_STATES)[number]

/** What leads from one state to the next. */
export const CASE_STEPS = [
  'accept',
  'refuse',
  'investigate',
  'handle',
  'refer',
  'answer',
  'close',
  'reopen',
] as const
export type CaseStep = (typeof CASE_STEPS)[number]

/** What may follow on what. An answer may come without handling: nothing was found. */
const FLOW: Record<TipState, Partial<Record<CaseStep, TipState>>> = {
  registered: { accept: 'accepted', refuse: 'refused' },
  accepted: { investigate: 'investigating' },
  investigating: { handle: 'handling', refer: 'handling', answer: 'answered' },
  handling: { refer: 'handling', answer: 'answered' },
  answered: { close: 'closed' },
  refused: { reopen: 'registered' },
  closed: { reopen: 'investigating' },
}

/** Where a step can be taken. */
export function statesBefore(step: CaseStep): TipState[] {
  return TIP_STATES.filter(state => FLOW[state][step])
}

/** What the rules look at. `dueOn` is the end of the clock that runs: to accept or refuse, then to close. */
export type CaseStanding = {
  state: TipState
  since: CivilDate
  dueOn: CivilDate | null
  /** Days by which the clock to close was extended. */
  extension: number
  mergedInto: string | null
}

/** Why a step cannot be taken. */
export type CaseRefusal =
  | 'not-now'
  /** Its surviving tip is worked on instead. */
  | 'merged'
  | 'too-late'
  | 'extended-before'
  | 'too-long'

/** No clock runs, and the retention of contact and link does. */
export function isOver(state: TipState): boolean {
  return state === 'refused' || state === 'closed'
}

/** A tip as it comes in. Days count from the day after (domain §3.2). */
export function registered(on: CivilDate, clocks: Clocks): CaseStanding {
  const dueOn = addDays(on, clocks.accept)
  return { state: 'registered', since: on, dueOn, extension: 0, mergedInto: null }
}

/** The case after a step, or why it cannot be taken. */
export function stepped(
  tip: CaseStanding,
  step: CaseStep,
  today: CivilDate,
  clocks: Clocks,
): CaseStanding | CaseRefusal {
  const state = FLOW[tip.state][step]
  if (tip.mergedInto) return 'merged'
  if (!state) return 'not-now'
  if (step === 'reopen' && daysBetween(tip.since, today) > clocks.reopen) return 'too-late'
  const since = state === tip.state || today < tip.since ? tip.since : today
  return { ...tip, state, since, dueOn: dueAfter(tip, state, since, clocks) }
}

function dueAfter(tip: CaseStanding, state: TipState, on: CivilDate, clocks: Clocks): CivilDate | null {
  if (isOver(state)) return null
  if (state === 'registered') return addDays(on, clocks.accept)
  const isRunning = tip.dueOn !== null && tip.state !== 'registered'
  return isRunning ? tip.dueOn : addDays(on, clocks.close)
}

/** More time to close: once, and not more than the rules give. */
export function extended(tip: CaseStanding, days: number, clocks: Clocks): CaseStanding | CaseRefusal {
  if (tip.mergedInto) return 'merged'
  if (tip.dueOn === null || tip.state === 'registered') return 'not-now'
  if (tip.extension > 0) return 'extended-before'
  if (!Number.isInteger(days) || days < 1 || days > clocks.extension) return 'too-long'
  return { ...tip, extension: days, dueOn: addDays(tip.dueOn, days) }
}
