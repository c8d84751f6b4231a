import { toCivil } from '../campaign/civil-date.ts'
import type { Attempt } from '../delivery/attempt.ts'
import type { AttemptStore } from '../delivery/attempt-store.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Contact } from '../units/unit.ts'
import { CALL_REASONS, type CallReason, callReason } from './call-reason.ts'
import { type RemindedUnit, remindedUnits } from './call-units.ts'
import type { Rules } from './due-steps.ts'

/** A unit that staff must telephone, and about what. */
export type Call = {
  unit: Pick<RemindedUnit, 'name' | 'district' | 'bureau'>
  /** Whom to ask for; whom the roster names goes before the members, field by field. Null where nobody is known. */
  contact: Contact | null
  duties: { duty: string; due: CivilDate }[]
  /** The worst of them. */
  reason: CallReason
  /** The last try to tell them; null where there was none. */
  last: Attempt | null
}

type Dependencies = { rules: Rules; database: Database; attempts: AttemptStore; seal: Pick<Seal, 'open'> }

/** Units that nobody could be told of what stands, or that are overdue at the end of the ladder; some at a time. */
export async function* callList(deps: Dependencies, now: Instant): AsyncGenerator<Call> {
  const today = toCivil(now)
  for await (const page of remindedUnits(deps, today)) {
    const letters = page.flatMap(({ letters }) => letters)
    const tries = letters.length > 0 ? await deps.attempts.of(letters) : new Map<string, Attempt[]>()
    for (const unit of page) {
      const call = callTo(deps.rules, unit, tries, today)
      if (call) yield call
    }
  }
}

function callTo(
  rules: Rules,
  unit: RemindedUnit,
  tries: ReadonlyMap<string, Attempt[]>,
  today: CivilDate,
): Call | null {
  const calls = unit.duties.flatMap(reminded => {
    const reason = callReason(rules, reminded, unit.members > 0, today)
    return reason ? [{ reason, duty: reminded.duty, due: reminded.due }] : []
  })
  const reason = CALL_REASONS.find(each => calls.some(call => call.reason === each))
  if (!reason) return null
  const own = unit.letters.flatMap(letter => tries.get(letter) ?? [])
  const last = own.toSorted((a, b) => a.beganAt - b.beganAt).at(-1) ?? null
  return { unit, contact: unit.contact, duties: calls.map(({ duty, due }) => ({ duty, due })), reason, last }
}
