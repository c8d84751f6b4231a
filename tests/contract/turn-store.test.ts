import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Begun, Commit, Turn, TurnStore } from '../../src/turn/store.ts'
import { TURN_BACKENDS, type TurnBackend } from '../support/turn-stores.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))
const plain = (part: Uint8Array | null) => part && Buffer.from(part).toString('latin1')
const NOTHING: Commit = { session: null, reply: null, parked: null }
const SHORT_MS = 60

describe.each(TURN_BACKENDS)('turn store on %s', (_name, openBackend) => {
  let backend: TurnBackend
  let store: TurnStore
  let person: string
  beforeAll(async () => {
    backend = await openBackend()
    store = backend.one()
  })
  beforeEach(() => {
    person = randomUUID()
  })
  afterAll(() => backend.close())

  const ask = (message: string, attempt = 'first', by = store, who = person) =>
    by.begin(who, message, attempt)

  async function take(message: string, attempt = 'first', by = store, who = person) {
    const begun = await ask(message, attempt, by, who)
    if (begun.state !== 'go') throw new Error(`${message} got ${begun.state}`)
    return begun
  }

  async function until<T extends Begun['state']>(state: T, again: () => Promise<Begun>) {
    for (;;) {
      const begun = await again()
      if (begun.state === state) return begun as Begun & { state: T }
      // SQLite answers without leaving the event loop's turn, and a holder needs one.
      await breathe()
    }
  }

  async function sessionOf(who = person) {
    const { turn, session } = await take(randomUUID(), 'look', store, who)
    await store.release(turn)
    return plain(session)
  }

  /** A renewal may also shorten a lease: so it ends when the test wants, not when the machine is slow. */
  async function letLeaseEnd(turn: Turn) {
    const brief = backend.one({ leaseMs: 1 })
    await expect.poll(() => brief.renew(turn), { interval: 5 }).toBe(false)
  }

  describe('begin', () => {
    it('gives the first message its turn, with nothing there yet', async () => {
      expect(await ask('m1', 'a1')).toEqual({
        state: 'go',
        turn: { person, message: 'm1', attempt: 'a1', fence: expect.any(Number) },
        session: null,
        parked: null,
      })
    })

    it('hands over what the last commit left', async () => {
      const { turn } = await take('m1')
      await store.commit(turn, { session: bytes('s1'), parked: bytes('p1'), reply: null })
      const next = await take('m2')
      expect([plain(next.session), plain(next.parked)]).toEqual(['s1', 'p1'])
      await store.commit(next.turn, NOTHING)
      expect(await take('m3')).toMatchObject({ session: null, parked: null })
    })

    it('gives the same turn to the same attempt asking again', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m2')
      expect((await take('m1', 'a1')).turn).toEqual(turn)
      expect(await store.commit(turn, NOTHING)).toBe('ok')
    })

    it('tells a repeat of the running message from another message', async () => {
      await take('m1', 'a1')
      expect(await ask('m1', 'a2')).toEqual({ state: 'wait', same: true })
      expect(await ask('m2', 'a1')).toEqual({ state: 'wait', same: false })
    })

    it('keeps persons apart', async () => {
      const { turn } = await take('m1')
      await store.commit(turn, { ...NOTHING, session: bytes('mine') })
      await take('m2')
      const stranger = await take('m1', 'first', store, randomUUID())
      expect(stranger.session).toBeNull()
    })

    it('forgets a session after its time', async () => {
      const brief = backend.one({ sessionMs: SHORT_MS })
      const { turn } = await take('m1')
      await brief.commit(turn, { session: bytes('s1'), parked: bytes('p1'), reply: null })
      await expect.poll(() => sessionOf()).toBeNull()
      expect((await take('m2')).parked).toBeNull()
    })
  })

  describe('order', () => {
    it('is that of the first begin, however often they ask', async () => {
      const { turn } = await take('m1')
      for (const message of ['m2', 'm3', 'm4']) await ask(message)
      for (const message of ['m4', 'm3', 'm2']) expect((await ask(message)).state).toBe('wait')
      await store.commit(turn, NOTHING)
      for (const next of ['m2', 'm3', 'm4']) {
        const others = ['m4', 'm3', 'm2'].filter(message => message > next)
        for (const message of others) expect((await ask(message)).state).toBe('wait')
        await store.commit((await take(next)).turn, NOTHING)
      }
    })

    it('does not let a newcomer pass those who wait', async () => {
      const { turn } = await take('m1')
      await ask('m2')
      await store.release(turn)
      expect((await ask('m3')).state).toBe('wait')
      await take('m2')
    })

    it('skips a waiter that stopped asking', async () => {
      const hasty = backend.one({ waitMs: SHORT_MS })
      const { turn } = await take('m1')
      await ask('gone', 'first', hasty)
      await ask('m2')
      await store.commit(turn, NOTHING)
      const next = await until('go', () => ask('m2'))
      expect((await ask('gone', 'first', hasty)).state).toBe('wait')
      await store.commit(next.turn, NOTHING)
      await take('gone')
    })

    it('gives up the place of a waiter that leaves', async () => {
      const { turn } = await take('m1')
      await ask('m2')
      await ask('m3')
      await store.leave(person, 'm2')
      await store.commit(turn, NOTHING)
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
      await store.release(turn)
      expect((await ask('m2')).state).toBe('wait')
      await take('m1', 'a2')
    })
  })

  describe('seen', () => {
    it('returns the remembered reply to every other attempt, and changes nothing', async () => {
      const { turn } = await take('m1', 'a1')
      await store.commit(turn, { session: bytes('s1'), reply: bytes('r1'), parked: null })
      for (const attempt of ['a1', 'a2', 'a3']) {
        const again = await ask('m1', attempt, backend.other())
        expect(again.state === 'seen' && plain(again.reply)).toBe('r1')
      }
      expect(await sessionOf()).toBe('s1')
    })

    it('remembers that nothing was said', async () => {
      await store.commit((await take('m1')).turn, NOTHING)
      expect(await ask('m1', 'a2')).toEqual({ state: 'seen', reply: null })
    })

    it('answers a waiting repeat, which then stands in nobody’s way', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m1', 'a2')
      await ask('m2')
      await store.commit(turn, { ...NOTHING, reply: bytes('r1') })
      await take('m2')
      expect((await ask('m1', 'a2')).state).toBe('seen')
    })

    it('outlives the reply it remembers', async () => {
      const { turn } = await take('m1')
      await backend.one({ replyMs: SHORT_MS }).commit(turn, { ...NOTHING, reply: bytes('r1') })
      await expect.poll(() => ask('m1', 'a2')).toEqual({ state: 'seen', reply: null })
    })

    it('ends after its own time', async () => {
      const brief = backend.one({ seenMs: SHORT_MS, replyMs: SHORT_MS })
      await brief.commit((await take('m1')).turn, { ...NOTHING, reply: bytes('old') })
      const { turn } = await until('go', () => ask('m1', 'a2'))
      await store.commit(turn, { ...NOTHING, reply: bytes('new') })
      const again = await ask('m1', 'a3')
      expect(again.state === 'seen' && plain(again.reply)).toBe('new')
    })
  })

  describe('lease', () => {
    it('passes to the next when its holder falls silent, and the late holder can do nothing any more', async () => {
      const { turn } = await take('m1')
      await letLeaseEnd(turn)
      const next = await take('m2', 'first', backend.other())
      expect(next.turn.fence).toBeGreaterThan(turn.fence)

      expect(await store.renew(turn)).toBe(false)
      expect(await store.commit(turn, { ...NOTHING, session: bytes('late'), reply: bytes('late') })).toBe(
        'stale',
      )
      await store.release(turn)
      expect((await ask('m3')).state).toBe('wait')

      await store.commit(next.turn, { ...NOTHING, session: bytes('s2') })
      expect((await ask('m1', 'again')).state).toBe('wait')
      const third = await take('m3')
      expect(plain(third.session)).toBe('s2')
    })

    it('refuses a late commit also when nobody holds the newer lease any more', async () => {
      const { turn } = await take('m1')
      await letLeaseEnd(turn)
      const next = await take('m2')
      await store.release(next.turn)
      expect(await store.commit(turn, { ...NOTHING, session: bytes('late') })).toBe('stale')
      expect(await sessionOf()).toBeNull()
    })

    it('lets one attempt of a message commit, not two', async () => {
      const { turn } = await take('m1', 'a1')
      await letLeaseEnd(turn)
      const second = await take('m1', 'a2')
      await store.commit(second.turn, { ...NOTHING, reply: bytes('second') })
      expect(await store.commit(turn, { ...NOTHING, reply: bytes('first') })).toBe('stale')
      const again = await ask('m1', 'a3')
      expect(again.state === 'seen' && plain(again.reply)).toBe('second')
    })

    it('takes a late commit while nobody else has had the turn', async () => {
      const { turn } = await take('m1')
      await letLeaseEnd(turn)
      expect(await store.renew(turn)).toBe(false)
      expect(await store.commit(turn, { ...NOTHING, session: bytes('s1') })).toBe('ok')
      expect(await sessionOf()).toBe('s1')
    })

    it('ends by itself, unless it is renewed', async () => {
      const brief = backend.one({ leaseMs: SHORT_MS })
      const kept = await takeAndRenew(SHORT_MS)
      const lost = await take('m1', 'first', brief, randomUUID())
      await until('go', () => ask('m2', 'first', store, lost.turn.person))
      expect((await ask('m2')).state).toBe('wait')
      expect(await store.renew(kept)).toBe(true)
    })

    /** On a machine that stalls the lease may end before its renewal; then again, with a longer one. */
    async function takeAndRenew(leaseMs: number): Promise<Turn> {
      const { turn } = await take('m1', String(leaseMs), backend.one({ leaseMs }))
      return (await store.renew(turn)) ? turn : takeAndRenew(leaseMs * 2)
    }

    it('has a fence that only grows, through commits and releases', async () => {
      const fences: number[] = []
      for (let index = 0; index < 10; index++) {
        const { turn } = await take(`m${index}`)
        fences.push(turn.fence)
        await (index % 2 ? store.commit(turn, NOTHING) : store.release(turn))
      }
      expect(fences).toEqual([...new Set(fences)].sort((a, b) => a - b))
    })
  })

  describe('release', () => {
    it('leaves all as it was, so that the same message may be tried again', async () => {
      await store.commit((await take('m1')).turn, { session: bytes('s1'), parked: bytes('p1'), reply: null })
      await store.release((await take('m2', 'a1')).turn)
      const again = await take('m2', 'a2')
      expect([plain(again.session), plain(again.parked)]).toEqual(['s1', 'p1'])
    })

    it('ends the turn for its holder, however often it is called', async () => {
      const { turn } = await take('m1')
      await store.release(turn)
      await take('m2')
      await store.release(turn)
      expect((await ask('m3')).state).toBe('wait')
      expect(await store.renew(turn)).toBe(false)
      expect(await store.commit(turn, { ...NOTHING, session: bytes('late') })).toBe('stale')
    })
  })

  describe('commit', () => {
    it('repeated says ok and writes nothing, also after later turns', async () => {
      const { turn } = await take('m1')
      const what = { ...NOTHING, session: bytes('s1'), reply: bytes('r1') }
      expect(await store.commit(turn, what)).toBe('ok')
      expect(await store.commit(turn, what)).toBe('ok')
      await store.commit((await take('m2')).turn, { ...NOTHING, session: bytes('s2') })
      expect(await store.commit(turn, what)).toBe('ok')
      expect(await sessionOf()).toBe('s2')
    })

    it('keeps every byte', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, index) => index)
      const large = new Uint8Array(200_000).fill(0xff)
      const parts = { session: large, reply: all, parked: new Uint8Array(0) }
      await store.commit((await take('m1')).turn, parts)
      const seen = await ask('m1', 'a2')
      const next = await take('m2')
      expect(seen.state === 'seen' && plain(seen.reply)).toBe(plain(all))
      expect(plain(next.session) === plain(large)).toBe(true)
      expect(plain(next.parked)).toBe('')
    })

    it('takes any text as message and attempt', async () => {
      const message = `evt:{gh}:某人:1646323200:"'\n{}`
      const { turn } = await take(message, '{"a}')
      expect(await store.commit(turn, { ...NOTHING, reply: bytes('r') })).toBe('ok')
      expect((await ask(message)).state).toBe('seen')
    })
  })

  describe('forget', () => {
    it('erases session and parked reply; marks stay', async () => {
      await store.commit((await take('m1')).turn, {
        session: bytes('s'),
        parked: bytes('p'),
        reply: bytes('r'),
      })
      await store.forget(person)
      expect(await take('m2')).toMatchObject({ session: null, parked: null })
      expect((await ask('m1', 'a2')).state).toBe('seen')
    })

    it('leaves a running turn its lease and its commit', async () => {
      await store.commit((await take('m1')).turn, { ...NOTHING, session: bytes('s1') })
      const { turn } = await take('m2')
      await store.forget(person)
      expect((await ask('m3')).state).toBe('wait')
      expect(await store.commit(turn, { ...NOTHING, session: bytes('s2') })).toBe('ok')
      expect(plain((await take('m3')).session)).toBe('s2')
    })

    it('is content with a person it never met', async () => {
      await store.forget(person)
      await store.leave(person, 'm1')
      expect((await ask('m1')).state).toBe('go')
    })
  })

  describe('two clients at once', () => {
    /** Fewer at a time than PostgreSQL gives connections; `work` gets the client and the number of its message. */
    async function race(count: number, work: (client: TurnStore, index: number) => Promise<void>) {
      let next = 0
      const clients = [backend.one(), backend.other()]
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
        const begun = await until('go', () => ask(`m${index}`, 'first', client))
        expect(++holders).toBe(1)
        await breathe()
        holders--
        const count = Number(plain(begun.session) ?? '0') + 1
        expect(await client.commit(begun.turn, { ...NOTHING, session: bytes(String(count)) })).toBe('ok')
      })
      expect(await sessionOf()).toBe('40')
    })
  })

  it('answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined()
  })
})
