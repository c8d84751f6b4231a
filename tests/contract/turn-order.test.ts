import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Turn, TurnStore } from '../../src/turn/store.ts'
import { bytes, driveTurns, NOTHING, plain } from '../support/turn-driver.ts'
import { TURN_BACKENDS } from '../support/turn-stores.ts'

const SHORT_MS = 60

/** Whose turn it is, and who has lost it; turn-store.test.ts has what a turn leaves behind. */
describe.each(TURN_BACKENDS)('order of turns on %s', (_name, openBackend) => {
  const turns = driveTurns(openBackend)
  const { ask, take, waitFor, sessionOf, letLeaseEnd } = turns

  describe('order', () => {
    it('is that of the first begin, however often they ask', async () => {
      const { turn } = await take('m1')
      for (const message of ['m2', 'm3', 'm4']) await ask(message)
      for (const message of ['m4', 'm3', 'm2']) expect((await ask(message)).state).toBe('wait')
      await turns.store.commit(turn, NOTHING)
      for (const next of ['m2', 'm3', 'm4']) {
        const others = ['m4', 'm3', 'm2'].filter(message => message > next)
        for (const message of others) expect((await ask(message)).state).toBe('wait')
        await turns.store.commit((await take(next)).turn, NOTHING)
      }
    })

    it('does not let a newcomer pass those who wait', async () => {
      const { turn } = await take('m1')
      await ask('m2')
      await turns.store.release(turn)
      expect((await ask('m3')).state).toBe('wait')
      await take('m2')
    })

    it('skips a waiter that stopped asking', async () => {
      const hasty = turns.backend.one({ waitMs: SHORT_MS })
      const { turn } = await take('m1')
      await ask('gone', 'first', hasty)
      await ask('m2')
      await turns.store.commit(turn, NOTHING)
      const next = await waitFor('m2')
      expect((await ask('gone', 'first', hasty)).state).toBe('wait')
      await turns.store.commit(next.turn, NOTHING)
      await take('gone')
    })

    it('gives up the place of a waiter that leaves', async () => {
      const { turn } = await take('m1')
      await ask('m2')
      await ask('m3')
      await turns.store.leave(turns.person, 'm2')
      await turns.store.commit(turn, NOTHING)
      expect((await ask('m2')).state).toBe('wait')
      await take('m3')
    })

    it('lets a repeat go before later messages when the first attempt dies', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m2')
      await ask('m1', 'a2')
      await letLeaseEnd(turn)
      expect((await ask('m2')).state).toBe('wait')
      await take('m1', 'a2')
    })

    it('lets a repeat that comes after the first attempt died go before those who wait', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m2')
      await letLeaseEnd(turn)
      await take('m1', 'a2')
    })

    it('lets a waiting repeat go next when the first attempt gives the turn back', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m2')
      await ask('m1', 'a2')
      await turns.store.release(turn)
      expect((await ask('m2')).state).toBe('wait')
      await take('m1', 'a2')
    })
  })

  describe('lease', () => {
    it('passes to the next when its holder falls silent, and the late holder can do nothing any more', async () => {
      const { turn } = await take('m1')
      await letLeaseEnd(turn)
      const next = await take('m2', 'first', turns.backend.other())
      expect(next.turn.fence).toBeGreaterThan(turn.fence)

      expect(await turns.store.renew(turn)).toBe(false)
      expect(
        await turns.store.commit(turn, { ...NOTHING, session: bytes('late'), reply: bytes('late') }),
      ).toBe('stale')
      await turns.store.release(turn)
      expect((await ask('m3')).state).toBe('wait')

      await turns.store.commit(next.turn, { ...NOTHING, session: bytes('s2') })
      expect((await ask('m1', 'again')).state).toBe('wait')
      const third = await take('m3')
      expect(plain(third.session)).toBe('s2')
    })

    it('refuses a late commit also when nobody holds the newer lease any more', async () => {
      const { turn } = await take('m1')
      await letLeaseEnd(turn)
      const next = await take('m2')
      await turns.store.release(next.turn)
      expect(await turns.store.commit(turn, { ...NOTHING, session: bytes('late') })).toBe('stale')
      expect(await sessionOf()).toBeNull()
    })

    it('lets one attempt of a message commit, not two', async () => {
      const { turn } = await take('m1', 'a1')
      await letLeaseEnd(turn)
      const second = await take('m1', 'a2')
      await turns.store.commit(second.turn, { ...NOTHING, reply: bytes('second') })
      expect(await turns.store.commit(turn, { ...NOTHING, reply: bytes('first') })).toBe('stale')
      const again = await ask('m1', 'a3')
      expect(again.state === 'seen' && plain(again.reply)).toBe('second')
    })

    it('takes a late commit while nobody else has had the turn', async () => {
      const { turn } = await take('m1')
      await letLeaseEnd(turn)
      expect(await turns.store.renew(turn)).toBe(false)
      expect(await turns.store.commit(turn, { ...NOTHING, session: bytes('s1') })).toBe('ok')
      expect(await sessionOf()).toBe('s1')
    })

    it('ends by itself, unless it is renewed', async () => {
      const brief = turns.backend.one({ leaseMs: SHORT_MS })
      const kept = await takeAndRenew(SHORT_MS)
      const lost = await take('m1', 'first', brief, randomUUID())
      await waitFor('m2', 'first', turns.store, lost.turn.person)
      expect((await ask('m2')).state).toBe('wait')
      expect(await turns.store.renew(kept)).toBe(true)
    })

    /** On a machine that stalls the lease may end before its renewal; then again, with a longer one. */
    async function takeAndRenew(leaseMs: number): Promise<Turn> {
      const { turn } = await take('m1', String(leaseMs), turns.backend.one({ leaseMs }))
      return (await turns.store.renew(turn)) ? turn : takeAndRenew(leaseMs * 2)
    }

    it('has a fence that only grows, through commits and releases', async () => {
      const fences: number[] = []
      for (let index = 0; index < 10; index++) {
        const { turn } = await take(`m${index}`)
        fences.push(turn.fence)
        await (index % 2 ? turns.store.commit(turn, NOTHING) : turns.store.release(turn))
      }
      expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b))
    })
  })

  describe('two clients at once', () => {
    /** Fewer at a time than PostgreSQL gives connections; `work` gets the client and the number of its message. */
    async function race(count: number, work: (client: TurnStore, index: number) => Promise<void>) {
      let next = 0
      const clients = [turns.backend.one(), turns.backend.other()]
      const worker = async (client: TurnStore) => {
        while (next < count) await work(client, next++)
      }
      await Promise.all(Array.from({ length: 8 }, (_, index) => worker(clients[index % 2]!)))
    }

    it('give exactly one of 200 begins the turn', async () => {
      const won: Turn[] = []
      await race(200, async (client, index) => {
        const begun = await ask(`m${index}`, 'first', client)
        if (begun.state === 'go') won.push(begun.turn)
      })
      expect(won).toHaveLength(1)
    })

    it('never hold it together, and lose no session', async () => {
      let holders = 0
      await race(40, async (client, index) => {
        const begun = await waitFor(`m${index}`, 'first', client)
        expect(++holders).toBe(1)
        await breathe()
        holders--
        const count = Number(plain(begun.session) ?? '0') + 1
        expect(await client.commit(begun.turn, { ...NOTHING, session: bytes(String(count)) })).toBe('ok')
      })
      expect(await sessionOf()).toBe('40')
    })
  })
})
