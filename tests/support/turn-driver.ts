import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Begun, Commit, Turn, TurnStore } from '../../src/turn/store.ts'
import type { TurnBackend } from './turn-stores.ts'

export type Taken = Begun & { state: 'go' }

export const NOTHING: Commit = { session: null, reply: null, parked: null }
export const bytes = (text: string) => new Uint8Array(Buffer.from(text))
export const plain = (part: Uint8Array | null) => part && Buffer.from(part).toString('latin1')

/** What a turn store does, in a few words; every test has a person of its own. */
export function driveTurns(openBackend: () => Promise<TurnBackend>) {
  const driver = { backend: null as unknown as TurnBackend, store: null as unknown as TurnStore, person: '' }
  beforeAll(async () => {
    driver.backend = await openBackend()
    driver.store = driver.backend.one()
  })
  beforeEach(() => {
    driver.person = randomUUID()
  })
  afterAll(() => driver.backend.close())

  const ask = (message: string, attempt = 'first', by = driver.store, who = driver.person) =>
    by.begin(who, message, attempt)

  async function take(message: string, attempt?: string, by?: TurnStore, who?: string): Promise<Taken> {
    const begun = await ask(message, attempt, by, who)
    if (begun.state !== 'go') throw new Error(`${message} got ${begun.state}`)
    return begun
  }

  async function waitFor(message: string, attempt?: string, by?: TurnStore, who?: string): Promise<Taken> {
    for (;;) {
      const begun = await ask(message, attempt, by, who)
      if (begun.state === 'go') return begun
      // SQLite answers without leaving the event loop's turn, and a holder needs one.
      await breathe()
    }
  }

  async function sessionOf() {
    const { turn, session } = await take(randomUUID())
    await driver.store.release(turn)
    return plain(session)
  }

  async function parkedOf() {
    const { turn, parked } = await take(randomUUID())
    await driver.store.release(turn)
    return plain(parked)
  }

  /** A renewal may also shorten a lease: so it ends when the test wants, not when the machine is slow. */
  async function letLeaseEnd(turn: Turn) {
    const brief = driver.backend.one({ leaseMs: 1 })
    await expect.poll(() => brief.renew(turn), { interval: 5 }).toBe(false)
  }

  return Object.assign(driver, { ask, take, waitFor, sessionOf, parkedOf, letLeaseEnd })
}
