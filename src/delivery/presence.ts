import type { Clock, Instant } from '../lib/clock.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Ledger } from './ledger.ts'

/** Nobody who talks is lost within minutes, and not every message needs the records. */
const NOTED_MS = 10 * 60_000
const MOST = 10_000

/** Notes that somebody is there, perhaps whom the platform had called gone. Rejects where the records are away. */
export function createPresence({ ledger, clock }: { ledger: Pick<Ledger, 'find'>; clock: Clock }) {
  const noted = new Map<PersonKey, Instant>()
  /** `isBack`: they follow anew, so they may have been lost a moment ago. */
  return async (person: PersonKey, isBack: boolean): Promise<void> => {
    const now = clock.now()
    if (!isBack && now - (noted.get(person) ?? Number.NEGATIVE_INFINITY) < NOTED_MS) return
    await ledger.find(person)
    if (noted.size >= MOST) noted.clear()
    noted.set(person, now)
  }
}
