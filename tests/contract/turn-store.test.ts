import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bytes, driveTurns, NOTHING, plain } from '../support/turn-driver.ts'
import { TURN_BACKENDS } from '../support/turn-stores.ts'

const SHORT_MS = 60

/** What a turn leaves behind; turn-order.test.ts has whose turn it is. */
describe.each(TURN_BACKENDS)('turn store on %s', (_name, openBackend) => {
  const turns = driveTurns(openBackend)
  const { ask, take, waitFor, sessionOf, parkedOf } = turns

  describe('begin', () => {
    it('gives the first message its turn, with nothing there yet', async () => {
      expect(await ask('m1', 'a1')).toEqual({
        state: 'go',
        turn: { person: turns.person, message: 'm1', attempt: 'a1', fence: expect.any(Number) },
        session: null,
        parked: null,
      })
    })

    it('hands over what the last commit left', async () => {
      const { turn } = await take('m1')
      await turns.store.commit(turn, { session: bytes('s1'), parked: bytes('p1'), reply: null })
      const next = await take('m2')
      expect([plain(next.session), plain(next.parked)]).toEqual(['s1', 'p1'])
      await turns.store.commit(next.turn, NOTHING)
      expect(await take('m3')).toMatchObject({ session: null, parked: null })
    })

    it('gives the same turn to the same attempt asking again', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m2')
      expect((await take('m1', 'a1')).turn).toEqual(turn)
      expect(await turns.store.commit(turn, NOTHING)).toBe('ok')
    })

    it('tells a repeat of the running message from another message', async () => {
      await take('m1', 'a1')
      expect(await ask('m1', 'a2')).toEqual({ state: 'wait', same: true })
      expect(await ask('m2', 'a1')).toEqual({ state: 'wait', same: false })
    })

    it('keeps persons apart', async () => {
      const { turn } = await take('m1')
      await turns.store.commit(turn, { ...NOTHING, session: bytes('mine') })
      await take('m2')
      const stranger = await take('m1', 'first', turns.store, randomUUID())
      expect(stranger.session).toBeNull()
    })

    it('forgets a session after its time', async () => {
      const brief = turns.backend.one({ sessionMs: SHORT_MS })
      const { turn } = await take('m1')
      await brief.commit(turn, { session: bytes('s1'), parked: bytes('p1'), reply: null })
      await expect.poll(() => sessionOf()).toBeNull()
      expect((await take('m2')).parked).toBeNull()
    })

    it('forgets a session, or what is parked, sooner where the commit says so', async () => {
      const { turn } = await take('m1')
      const what = { session: bytes('s1'), parked: bytes('p1'), reply: null }
      await turns.store.commit(turn, { ...what, sessionMs: SHORT_MS })
      await expect.poll(() => sessionOf()).toBeNull()
      const second = await take('m2')
      expect(plain(second.parked)).toBe('p1')
      await turns.store.commit(second.turn, { ...what, parkedMs: SHORT_MS })
      await expect.poll(() => parkedOf()).toBeNull()
      expect(await sessionOf()).toBe('s1')
    })
  })

  describe('seen', () => {
    it('returns the remembered reply to every other attempt, and changes nothing', async () => {
      const { turn } = await take('m1', 'a1')
      await turns.store.commit(turn, { session: bytes('s1'), reply: bytes('r1'), parked: null })
      for (const attempt of ['a1', 'a2', 'a3']) {
        const again = await ask('m1', attempt, turns.backend.other())
        expect(again.state === 'seen' && plain(again.reply)).toBe('r1')
      }
      expect(await sessionOf()).toBe('s1')
    })

    it('remembers that nothing was said', async () => {
      await turns.store.commit((await take('m1')).turn, NOTHING)
      expect(await ask('m1', 'a2')).toEqual({ state: 'seen', reply: null })
    })

    it('answers a waiting repeat, which then stands in nobody’s way', async () => {
      const { turn } = await take('m1', 'a1')
      await ask('m1', 'a2')
      await ask('m2')
      await turns.store.commit(turn, { ...NOTHING, reply: bytes('r1') })
      await take('m2')
      expect((await ask('m1', 'a2')).state).toBe('seen')
    })

    it('outlives the reply it remembers', async () => {
      const { turn } = await take('m1')
      await turns.backend.one({ replyMs: SHORT_MS }).commit(turn, { ...NOTHING, reply: bytes('r1') })
      await expect.poll(() => ask('m1', 'a2')).toEqual({ state: 'seen', reply: null })
    })

    it('ends after its own time', async () => {
      const brief = turns.backend.one({ seenMs: SHORT_MS, replyMs: SHORT_MS })
      await brief.commit((await take('m1')).turn, { ...NOTHING, reply: bytes('old') })
      const { turn } = await waitFor('m1', 'a2')
      await turns.store.commit(turn, { ...NOTHING, reply: bytes('new') })
      const again = await ask('m1', 'a3')
      expect(again.state === 'seen' && plain(again.reply)).toBe('new')
    })
  })

  describe('release', () => {
    it('leaves all as it was, so that the same message may be tried again', async () => {
      await turns.store.commit((await take('m1')).turn, {
        session: bytes('s1'),
        parked: bytes('p1'),
        reply: null,
      })
      await turns.store.release((await take('m2', 'a1')).turn)
      const again = await take('m2', 'a2')
      expect([plain(again.session), plain(again.parked)]).toEqual(['s1', 'p1'])
    })

    it('ends the turn for its holder, however often it is called', async () => {
      const { turn } = await take('m1')
      await turns.store.release(turn)
      await take('m2')
      await turns.store.release(turn)
      expect((await ask('m3')).state).toBe('wait')
      expect(await turns.store.renew(turn)).toBe(false)
      expect(await turns.store.commit(turn, { ...NOTHING, session: bytes('late') })).toBe('stale')
    })
  })

  describe('commit', () => {
    it('repeated says ok and writes nothing, also after later turns', async () => {
      const { turn } = await take('m1')
      const what = { ...NOTHING, session: bytes('s1'), reply: bytes('r1') }
      expect(await turns.store.commit(turn, what)).toBe('ok')
      expect(await turns.store.commit(turn, what)).toBe('ok')
      await turns.store.commit((await take('m2')).turn, { ...NOTHING, session: bytes('s2') })
      expect(await turns.store.commit(turn, what)).toBe('ok')
      expect(await sessionOf()).toBe('s2')
    })

    it('keeps every byte', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, index) => index)
      const large = new Uint8Array(200_000).fill(0xff)
      const parts = { session: large, reply: all, parked: new Uint8Array(0) }
      await turns.store.commit((await take('m1')).turn, parts)
      const seen = await ask('m1', 'a2')
      const next = await take('m2')
      expect(seen.state === 'seen' && plain(seen.reply)).toBe(plain(all))
      expect(plain(next.session) === plain(large)).toBe(true)
      expect(plain(next.parked)).toBe('')
    })

    it('takes any text as message and attempt', async () => {
      const message = `evt:{gh}:某人:1646323200:"'\n{}`
      const { turn } = await take(message, '{"a}')
      expect(await turns.store.commit(turn, { ...NOTHING, reply: bytes('r') })).toBe('ok')
      expect((await ask(message)).state).toBe('seen')
    })
  })

  it('lets a person it never met give up a place', async () => {
    await turns.store.leave(turns.person, 'm1')
    expect((await ask('m1')).state).toBe('go')
  })

  it('answers a ping', async () => {
    await expect(turns.store.ping()).resolves.toBeUndefined()
  })
})
