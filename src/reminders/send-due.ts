import { toCivil } from '../campaign/civil-date.ts'
import type { AttemptStore } from '../delivery/attempt-store.ts'
import type { Deliver } from '../delivery/deliver.ts'
import type { Letter, Outcome } from '../delivery/letter.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Clock, Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import { compose, insists } from './compose.ts'
import type { Rules } from './due-steps.ts'
import { letterId, type SendingKey } from './letter-id.ts'
import { type Addressee, type Matter, matterKey, readAddressees, readMatters } from './read-batch.ts'
import { allowedAt } from './sending-hours.ts'
import type { Claim, Ending, SendingStore } from './sending-store.ts'
import { voidReminders } from './void-reminders.ts'

export type SendDependencies = {
  rules: Rules
  database: Database
  sendings: SendingStore
  attempts: AttemptStore
  deliver: Deliver
  seal: Pick<Seal, 'open'>
  speak: Speak
  clock: Clock
}

/** Name by which what is parked asks this room again when the person comes. */
export const PARKED_ROOM = 'reminders'

/** At most this many at a time, and not more than go out within some seconds. */
const MOST = 200
const BATCH_SECONDS = 10

/**
 * Tells one batch of what is due; how many there were. The duty is looked at again just before: what is met by now is not told.
 * However large the batch, the statements are the same. What the end of the hours or of the claim comes before stays due.
 */
export function createSendDue(deps: SendDependencies): () => Promise<number> {
  const { rules, database, sendings, deliver, clock } = deps
  const { hours, 'per-second': perSecond } = rules.reminders.sending
  const limit = Math.max(1, Math.min(MOST, Math.floor(perSecond * BATCH_SECONDS)))

  /** Where the batch before ended: nobody looks again over a million that are told already. */
  let reached = ''

  const isOpen = () => allowedAt(hours, rules.calendar, clock.now()) !== null

  return async function sendDue() {
    const now = clock.now()
    if (!isOpen()) return 0
    const claim = await claimNext(now)
    if (claim.keys.length === 0) return 0
    const matters = await readMatters(database, rules, claim.keys)
    const addressees = await readAddressees(
      database,
      deps.seal,
      claim.keys.map(({ memberId }) => memberId),
    )
    const letters: Letter[] = []
    const endings = new Map<string, Ending>()
    for (const key of claim.keys) {
      const drawn = draw(key, addressees.get(key.memberId), matters.get(matterKey(key)))
      if ('id' in drawn) letters.push(drawn)
      else endings.set(key.memberId, drawn)
    }
    const outcomes = await deliver(letters, () => isOpen() && clock.now() < claim.until)
    for (const key of claim.keys) {
      const outcome = outcomes.get(letterId(key))
      if (outcome) endings.set(key.memberId, endingOf(outcome))
    }
    await voidReminders(
      database,
      [...matters.values()].flatMap(({ fallen }) => fallen),
      clock.now(),
    )
    await endAll(claim, endings)
    await hearEarlyReports(claim.keys, endings)
    return claim.keys.length
  }

  async function claimNext(now: Instant): Promise<Claim> {
    const claim = await sendings.claim(toCivil(now), now, limit, reached)
    const isRoundOver = claim.keys.length === 0 && reached !== ''
    reached =
      claim.keys
        .map(({ unitId }) => unitId)
        .toSorted()
        .at(-1) ?? ''
    if (isRoundOver) return claimNext(now)
    return claim.keys.length > 0 ? claim : sendings.claimUnsettled(toCivil(now), now, limit)
  }

  /** The letter for a sending, or why there is none. */
  function draw(key: SendingKey, to: Addressee | undefined, matter: Matter | undefined): Letter | Ending {
    if (!to || !matter) return { state: 'gone', rung: null }
    if (matter.told.length === 0) return { state: 'void', rung: null }
    if (to.wantsNone && !matter.told.some(each => insists(rules, each)))
      return { state: 'refused', rung: null }
    const id = letterId(key)
    const words = compose(rules, deps.speak, matter.unit, matter.told, key.day, to.wantsNone)
    return { id, person: to.person, ref: to.ref, ...words, note: { id, room: PARKED_ROOM } }
  }

  /** One statement for each way it ended. */
  async function endAll(claim: Claim, endings: ReadonlyMap<string, Ending>): Promise<void> {
    const groups = new Map<string, { ending: Ending; memberIds: string[] }>()
    for (const [memberId, ending] of endings) {
      const name = JSON.stringify(ending)
      const group = groups.get(name) ?? { ending, memberIds: [] }
      group.memberIds.push(memberId)
      groups.set(name, group)
    }
    for (const { ending, memberIds } of groups.values())
      await sendings.end(claim, memberIds, ending, clock.now())
  }

  /** A report may be here before the sending is marked as sent: then it found nothing to settle. */
  async function hearEarlyReports(keys: readonly SendingKey[], endings: ReadonlyMap<string, Ending>) {
    const sent = keys.filter(({ memberId }) => endings.get(memberId)?.state === 'sent')
    if (sent.length === 0) return
    const attempts = await deps.attempts.of(sent.map(letterId))
    for (const key of sent) {
      const result = attempts.get(letterId(key))?.at(-1)?.result
      if (result) await sendings.settle(key, result === 'arrived', clock.now())
    }
  }
}

function endingOf(outcome: Outcome): Ending {
  if (outcome.state === 'later') return { state: 'due', at: outcome.at }
  return { state: outcome.state, rung: outcome.state === 'gone' ? null : outcome.rung }
}
