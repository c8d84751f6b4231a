import { AppError } from '../errors.ts'
import type { Opening, Spent } from '../turn/reply-windows.ts'
import {
  type Begun,
  type PersonKey,
  type Sealed,
  TURN_TIMES,
  type Turn,
  type TurnStore,
} from '../turn/store.ts'
import { loadScript, type RedisLink } from './redis.ts'

const BEGIN = loadScript('begin')
const COMMIT = loadScript('commit')
const RENEW = loadScript('renew')
const RELEASE = loadScript('release')
const LEAVE = loadScript('leave')
const SPEND = loadScript('spend')
const GIVE_BACK = loadScript('give-back')

/** Turns in Redis; the rules are in the scripts. `close` closes the link. */
export function createRedisTurnStore(link: RedisLink, times = TURN_TIMES): TurnStore {
  const { leaseMs, waitMs, seenMs, replyMs, sessionMs } = times
  /** The turn hash outlives every lease, waiter and mark that refers to its numbers. */
  const keepMs = seenMs + leaseMs + waitMs

  return {
    async begin(person, message, attempt) {
      const keys = keysOf(person, message)
      return toBegun(await link.run(BEGIN, keys, [message, attempt, ...digits(leaseMs, waitMs, keepMs)]), {
        person,
        message,
        attempt,
      })
    },
    async commit({ person, message, fence }, { session, parked, reply, ...more }) {
      const parts = [session, parked, reply]
      const there = parts.map(part => (part === 'same' ? '2' : part ? '1' : '0')).join('')
      const lives = digits(more.sessionMs ?? sessionMs, more.parkedMs ?? sessionMs, seenMs, replyMs, keepMs)
      const args = [message, String(fence), there, ...parts.map(toBuffer), ...lives, ...opening(more.opens)]
      const keys = [...keysOf(person, message), keyOf('window', person)]
      return (await link.run(COMMIT, keys, args)) === 1 ? 'ok' : 'stale'
    },
    async spend(person, at) {
      return toSpent(await link.run(SPEND, [keyOf('window', person)], digits(at)))
    },
    async giveBack(person, { kind, until }) {
      await link.run(GIVE_BACK, [keyOf('window', person)], [kind, String(until)])
    },
    async shut(person) {
      await link.send(['DEL', keyOf('window', person)])
    },
    async renew({ person, fence }) {
      return (await link.run(RENEW, [keyOf('turn', person)], digits(fence, leaseMs, keepMs))) === 1
    },
    async release({ person, fence }) {
      await link.run(RELEASE, [keyOf('turn', person)], digits(fence))
    },
    async leave(person, message) {
      await link.run(LEAVE, [keyOf('queue', person), keyOf('asking', person)], [message])
    },
    async ping() {
      await link.send(['PING'])
    },
    close: () => link.close(),
  }
}

/** The braces keep all keys of a person on one node of a Redis Cluster. */
function keyOf(kind: string, person: PersonKey): string {
  return `anpei:{${person}}:${kind}`
}

function keysOf(person: PersonKey, message: string): string[] {
  const own = ['turn', 'queue', 'asking', 'session', 'parked'].map(kind => keyOf(kind, person))
  return [...own, `${keyOf('seen', person)}:${message}`, `${keyOf('reply', person)}:${message}`]
}

function toBegun(answer: unknown, asked: Omit<Turn, 'fence'>): Begun {
  const [state, first, session, parked] = answer as [Buffer, unknown, Sealed | null, Sealed | null]
  switch (state.toString()) {
    case 'go':
      return { state: 'go', turn: { ...asked, fence: first as number }, session, parked }
    case 'seen':
      return { state: 'seen', reply: first as Sealed | null }
    case 'wait':
      return { state: 'wait', same: first === 1 }
    default:
      throw new AppError('internal', 'begin.lua')
  }
}

function toSpent(answer: unknown): Spent | null {
  if (!answer) return null
  const [kind, until] = answer as [Buffer, Buffer]
  return { kind: kind.toString() as Spent['kind'], until: Number(until) }
}

function digits(...numbers: number[]): string[] {
  return numbers.map(String)
}

/** As commit.lua reads it. */
function opening(opens: Opening | null | undefined): string[] {
  if (!opens || opens.kind === 'closed') return [opens?.kind ?? '', '', '', '']
  return [opens.kind, ...digits(opens.at + opens.lifeMs, opens.count, opens.lifeMs)]
}

/** The client writes Buffers and strings only; this one shares the bytes. */
function toBuffer(part: Sealed | null | 'same'): Buffer {
  return part && part !== 'same'
    ? Buffer.from(part.buffer, part.byteOffset, part.byteLength)
    : Buffer.alloc(0)
}
