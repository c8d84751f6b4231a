import type { CivilDate } from '../lib/clock.ts'
import { bureauById, cityBureau } from './bureaus.ts'
import type { Calendar } from './calendar.ts'
import type { Weekday } from './civil-date.ts'
import type { Bureau, Campaign, Obligation } from './content.ts'
import type { SupervisionLevel } from './supervision.ts'

/** `bureau` is the id of the bureau that supervises the unit; a county bureau names itself. */
export type ObligedUnit = { subject: Obligation['who']; bureau: string; level: SupervisionLevel }

export type FilingState = {
  /** True: the unit has submitted. A list names the obligations that are met, for who has several. */
  filed: boolean | readonly string[]
  /** Problems found so far, rectified ones included: they are listed all the same. */
  problems: number
  started: boolean
}

/** Why something is owed (`always`, `problems-found`) or is not, or not yet. */
export type Why = 'always' | 'problems-found' | 'no-problems' | 'still-checking' | 'not-started'

export type PaperDuty = {
  id: string
  /** Where the notice says so: 三（一）. */
  clause: string
  papers: string[]
  /** It counts whole (A12). */
  due: CivilDate
  weekday: Weekday
  /** The due day itself where that is one; a due day on a Sunday is not moved (domain §7). */
  lastWorkingDay: CivilDate
  to: Pick<Bureau, 'id' | 'name'>
  /** False: staff must still confirm that this bureau supervises the unit. */
  certain: boolean
  owed: boolean
  why: Why
  met: boolean
  /** What the unit may have instead, once it has submitted a self-check without problems. */
  otherwise: 'completion-proof' | null
}

/**
 * State of a unit that has submitted a self-check in chat. Its duty is met once the papers were brought to the bureau; before
 * that only the conditional duty of an enterprise is settled, and that only where no problem was found and nothing is 待核.
 */
export function filedState(
  campaign: Pick<Campaign, 'obligations'>,
  { problems, unsettled }: { problems: number; unsettled: number },
  isDelivered: boolean,
): FilingState {
  const conditional = campaign.obligations.filter(({ when }) => when === 'problems').map(({ id }) => id)
  const isClean = problems === 0 && unsettled === 0
  return { filed: isDelivered || (isClean ? conditional : false), problems, started: true }
}

/** What a unit must file, to whom and by when, in the order of the campaign. What it does not owe is there with its reason. */
export function obligationsOf(
  campaign: Campaign,
  unit: ObligedUnit,
  state: FilingState,
  calendar: Pick<Calendar, 'weekday' | 'previousWorkingDay'>,
): PaperDuty[] {
  return campaign.obligations
    .filter(({ who }) => who === unit.subject)
    .map(obligation => {
      const { id, clause, papers, due, to } = obligation
      const bureau = to === 'city' ? cityBureau(campaign) : bureauById(campaign, unit.bureau)
      const filed = typeof state.filed === 'boolean' ? state.filed : state.filed.includes(id)
      const why = reason(obligation, { ...state, filed })
      const owed = why === 'always' || why === 'problems-found'
      return {
        id,
        clause,
        papers,
        due,
        weekday: calendar.weekday(due),
        lastWorkingDay: calendar.previousWorkingDay(due),
        to: { id: bureau.id, name: bureau.name },
        certain: to === 'city' || unit.level !== 'unsure',
        owed,
        why,
        met: owed && filed,
        otherwise: why === 'no-problems' ? (obligation.otherwise ?? null) : null,
      }
    })
}

function reason({ when }: Obligation, state: FilingState & { filed: boolean }): Why {
  if (when === 'always') return 'always'
  if (state.problems > 0) return 'problems-found'
  if (state.filed) return 'no-problems'
  return state.started ? 'still-checking' : 'not-started'
}
