import { setTimeout as delay } from 'node:timers/promises'
import { toCivil } from '../campaign/civil-date.ts'
import type { Speak } from '../dialog/fill.ts'
import { AppError, ERRORS, type ErrorCode, toAppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import { type Budget, createBudget } from './budget.ts'
import type { Inbound, PersonRef } from './inbound.ts'
import { keepLease } from './keep-lease.ts'
import { createLanes } from './lanes.ts'
import type { Notice } from './notice.ts'
import { endOf, NOTHING_PARKED, openParked, type Parked, sealParked, withLate } from './parked.ts'
import { personKey } from './person-key.ts'
import { joinReply, openReply, type ReplySeal } from './remembered-reply.ts'
import type { Reply } from './reply.ts'
import { openingOf } from './reply-windows.ts'
import type { TurnMoment } from './room.ts'
import type { Route } from './route.ts'
import { EMPTY_SESSION, lasting, readSession, type Session, untilOf, writeSession } from './session.ts'
import type { Begun, Commit, Turn, TurnStore } from './store.ts'
import { earliest, lifeOf } from './until.ts'

export type TurnDependencies = {
  store: TurnStore
  route: Route
  seal: ReplySeal & { hash(purpose: string, text: string): string }
  /** The campaign's clock: what day it is for the person. */
  clock: Clock
  speak: Speak
  log: Log
  newAttempt: () => string
  /** Hears what no one answers (delivery results, subscriptions), perhaps more than once: under the same message then. */
  onNotice?: (notice: Notice, from: Pick<TurnMoment, 'person' | 'ref' | 'message' | 'now'>) => Promise<void>
  /** What a room has waiting for this person, by its name; told under the message, the same for a retry. */
  waiting?: Record<string, (moment: TurnMoment) => Promise<string[]>>
  /** Wall time: the platform dates replies by it, and turns are measured by it. */
  wall: Clock
  observe?: (outcome: TurnOutcome, seconds: number) => void
  budgetMs?: number
  renewMs?: number
}

export type TurnOutcome = 'handled' | 'repeated' | 'late' | 'failed' | 'unanswered'

/** WeChat hangs up after 5 s; half a second is left for the way back. A messenger takes an answer whenever it comes. */
const BUDGET_MS: Record<PersonRef['channel'], number> = { wechat: 4_500, play: 4_500, wechaty: 120_000 }
const POLL_MS = 30
/** Behind messages of this process their end is heard of; asking only keeps the place in the line. */
const KEEP_PLACE_MS = 1_000
const RENEW_MS = 1_000
/** How long a message stands in line behind others of the same person. */
const PATIENCE_MS = 60_000
/** Long enough for a lost connection to be made anew. */
const COMMIT_AGAIN_MS = 100

type Asking = { person: string; message: string; attempt: string }

type Taken = Begun & { state: 'go' }

type Ended = { outcome: TurnOutcome; reply: Reply | null }

const LATE: Ended = { outcome: 'late', reply: null }

export type HandleTurn = (inbound: Inbound) => Promise<Reply | null>

/**
 * One message in, one reply out; null is “no reply”. Never rejects: whatever fails is told to the person
 * as “please send it again”, and nothing has changed then, unless a room calls its work `unsure`.
 */
export function createHandleTurn(deps: TurnDependencies): HandleTurn {
  const { store, route, seal, clock, speak, log } = deps
  const lanes = createLanes()

  return async function handleTurn(inbound) {
    const person = personKey(seal, inbound.person)
    if (inbound.body.kind === 'notice') return hearNotice(inbound.body.notice, inbound, person)
    const began = deps.wall.now()
    const message = seal.hash('message', inbound.key)
    const asking = { person, message, attempt: deps.newAttempt() }
    const budget = createBudget(deps.budgetMs ?? BUDGET_MS[inbound.person.channel])
    const work = lanes
      .run(
        person,
        () => begin(asking),
        async (first, ahead) => takeTurn(inbound, asking, await inLine(asking, first, ahead), budget),
      )
      .catch(failure)
    const ended = await Promise.race([work, budget.spent])
    const { outcome, reply } = ended === 'spent' ? LATE : ended
    deps.observe?.(outcome, (deps.wall.now() - began) / 1000)
    return reply
  }

  function begin({ person, message, attempt }: Asking): Promise<Begun> {
    return store.begin(person, message, attempt)
  }

  async function takeTurn(
    inbound: Inbound,
    { person, message }: Asking,
    begun: Begun,
    budget: Budget,
  ): Promise<Ended> {
    if (begun.state === 'wait') return giveUp(begun.same, person, message)
    if (begun.state === 'seen') {
      return { outcome: 'repeated', reply: begun.reply ? openReply(seal, person, begun.reply) : null }
    }
    const lease = keepLease(store, begun.turn, deps.renewMs ?? RENEW_MS)
    try {
      return await runTurn(inbound, begun, lease.check, budget)
    } catch (thrown) {
      await giveBack(begun, thrown, budget)
      throw thrown
    } finally {
      lease.end()
    }
  }

  /**
   * Asks again until it is this message's turn, also when the budget is over: WeChat has its `success` by then and will
   * not send it again. A repeat waits as well, for the attempt before it may have died with its process.
   */
  async function inLine(asking: Asking, first: Begun, ahead: Promise<unknown> | null): Promise<Begun> {
    const patience = createBudget(PATIENCE_MS)
    let behind = ahead
    const isOver = ahead?.then(() => {
      behind = null
    })
    let begun = first
    while (begun.state === 'wait' && !patience.isSpent()) {
      await (behind ? Promise.race([isOver, delay(KEEP_PLACE_MS)]) : delay(POLL_MS))
      begun = await begin(asking)
    }
    patience.close()
    return begun
  }

  async function giveUp(same: boolean, person: string, message: string): Promise<Ended> {
    if (same) return LATE
    await store.leave(person, message)
    throw new AppError('turn-overdue')
  }

  async function runTurn(
    inbound: Inbound,
    begun: Taken,
    checkLease: () => void,
    budget: Budget,
  ): Promise<Ended> {
    const { turn } = begun
    const { person, message } = turn
    const now = clock.now()
    const moment: TurnMoment = { person, ref: inbound.person, message, now, today: toCivil(now), checkLease }
    const stored = begun.session ? readSession(seal.open('session', person, begun.session)) : EMPTY_SESSION
    const before = lasting(stored, now)

    const parked = openParked(seal, person, begun.parked, now)
    const routed = await route(inbound.body, before, moment)
    const told = routed.texts.length === 0 ? [] : await tell(parked, moment)
    const said = joinReply({ late: parked.late, told }, routed.texts, deps.wall.now(), speak)
    const late = budget.close()
    const more = late ? '' : said.more
    // Most turns that ask something leave the session as it was: it need not be sealed again.
    const isSame = routed.session === stored && stored.more === more
    const session = isSame ? begun.session : sealedSession(routed.session, more, person)
    const after = untilOf(routed.session)
    // What is said lives no longer than what it leads to: a query code, as long as its check, and not as its draft would have.
    const until = earliest(after ?? untilOf(before), endOf(parked), routed.until)
    const reply = said.reply && { ...said.reply, until }
    const what: Commit = {
      session,
      reply: sealedReply(reply, person),
      parked: late ? sealParked(seal, person, { ...NOTHING_PARKED, late: said.whole, until }) : null,
      sessionMs: lifeOf(after ?? (more === '' ? undefined : until), now),
      parkedMs: lifeOf(until, now),
      opens: openingOf(inbound, now),
      isBrief: (untilOf(stored) ?? until) !== undefined,
    }
    if ((await commit(turn, what, routed.unsure)) === 'stale')
      throw new AppError(routed.unsure ?? 'turn-overdue', 'the lease was lost')
    return {
      outcome: reply ? 'handled' : 'unanswered',
      reply: reply && { ...reply, papers: routed.papers },
    }
  }

  async function tell({ notices, rooms }: Parked, moment: TurnMoment): Promise<string[]> {
    const texts = notices.map(({ text }) => text)
    for (const room of rooms) texts.push(...((await deps.waiting?.[room]?.(moment)) ?? []))
    return texts
  }

  /**
   * With nothing changed, so that the same message may be tried again. One that fails late is not sent again, for
   * WeChat has had its `success`: there the failure waits for the person's next message.
   */
  async function giveBack(begun: Taken, thrown: unknown, budget: Budget): Promise<void> {
    const { turn } = begun
    try {
      if (!budget.isSpent()) return await store.release(turn)
      const now = clock.now()
      const parked = withLate(openParked(seal, turn.person, begun.parked, now), sayFailed(thrown))
      const waits = sealParked(seal, turn.person, parked)
      const parkedMs = lifeOf(endOf(parked), now)
      await store.commit(turn, { session: 'same', reply: null, parked: waits, parkedMs })
    } catch {
      // The store is away: the lease ends by itself.
    }
  }

  /** What the turn did is in the records already, so an answer lost on the wire is asked for once more. */
  async function commit(turn: Turn, what: Commit, unsure?: ErrorCode): Promise<'ok' | 'stale'> {
    try {
      return await store.commit(turn, what)
    } catch (thrown) {
      if (toAppError(thrown).code !== 'store-away') throw failedAs(unsure, thrown)
      await delay(COMMIT_AGAIN_MS)
      return store.commit(turn, what).catch(again => {
        throw failedAs(unsure, again)
      })
    }
  }

  function sealedSession(session: Session | null, more: string, person: string): Uint8Array | null {
    return session && seal.seal('session', person, writeSession({ ...session, more }))
  }

  function sealedReply(reply: Reply | null, person: string): Uint8Array | null {
    return reply && seal.seal('reply', person, Buffer.from(JSON.stringify(reply)))
  }

  /** Without the person: a stack may lead through tips, and say of them that they report something. */
  function failure(thrown: unknown): Ended {
    const error = toAppError(thrown)
    log.error({ code: error.code, err: error }, 'turn failed')
    return {
      outcome: 'failed',
      reply: { at: deps.wall.now(), body: { kind: 'text', text: sayFailed(error) } },
    }
  }

  function sayFailed(thrown: unknown): string {
    return speak({ phrase: ERRORS[toAppError(thrown).code].say ?? 'failed.again' })
  }

  async function hearNotice(notice: Notice, inbound: Inbound, person: string): Promise<null> {
    try {
      const message = seal.hash('message', inbound.key)
      await deps.onNotice?.(notice, { person, ref: inbound.person, message, now: clock.now() })
    } catch (thrown) {
      log.error({ code: toAppError(thrown).code, notice: notice.kind, err: thrown }, 'notice failed')
    }
    return null
  }
}

/** What cannot be called undone fails with a code of its own. */
function failedAs(unsure: ErrorCode | undefined, thrown: unknown): unknown {
  return unsure ? new AppError(unsure, toAppError(thrown).code, { cause: thrown }) : thrown
}
