import { describe, expect, it } from 'vitest'
import type { Opening } from '../../src/turn/reply-windows.ts'
import { bytes, driveTurns, NOTHING, plain } from '../support/turn-driver.ts'
import { TURN_BACKENDS } from '../support/turn-stores.ts'

const AT = Date.parse('2022-03-14T09:30:00+08:00')
const MINUTE = 60_000
const MESSAGE: Opening = { kind: 'message', at: AT, lifeMs: 48 * 60 * MINUTE, count: 5 }
const TAP: Opening = { kind: 'tap', at: AT, lifeMs: MINUTE, count: 3 }

describe.each(TURN_BACKENDS)('reply windows on %s', (_name, openBackend) => {
  const turns = driveTurns(openBackend)
  const { take } = turns

  async function hear(message: string, opens: Opening | null): Promise<void> {
    const { turn } = await take(message)
    await turns.store.commit(turn, { ...NOTHING, opens })
  }

  /** How many messages go out at that time, asked until one is refused. */
  async function sent(at: number): Promise<number> {
    for (let count = 0; ; count++) if (!(await turns.store.spend(turns.person, at))) return count
  }

  it('nobody who has not spoken can be spoken to', async () => {
    expect(await sent(AT)).toBe(0)
    await hear('m1', null)
    expect(await sent(AT)).toBe(0)
  })

  it('a message allows five, and no more until the next one', async () => {
    await hear('m1', MESSAGE)
    expect(await sent(AT + MINUTE)).toBe(5)
    await hear('m2', { ...MESSAGE, at: AT + 2 * MINUTE })
    expect(await sent(AT + 3 * MINUTE)).toBe(5)
  })

  it('a window ends with its time', async () => {
    await hear('m1', MESSAGE)
    expect(await sent(AT + 48 * 60 * MINUTE)).toBe(0)
    expect(await sent(AT + 48 * 60 * MINUTE - 1)).toBe(5)
  })

  it('a tap adds its three for a minute, and they are used first', async () => {
    await hear('m1', MESSAGE)
    await hear('m2', TAP)
    expect(await turns.store.spend(turns.person, AT + 1)).toEqual({ kind: 'tap', until: AT + MINUTE })
    expect(await sent(AT + MINUTE)).toBe(5)
  })

  it('unfollowing shuts all, and so does the platform that says so', async () => {
    await hear('m1', MESSAGE)
    await hear('m2', { kind: 'closed' })
    expect(await sent(AT)).toBe(0)
    await hear('m3', MESSAGE)
    await turns.store.shut(turns.person)
    expect(await sent(AT)).toBe(0)
  })

  it('what was not sent is given back to the window it is from, and to no other', async () => {
    await hear('m1', MESSAGE)
    await hear('m2', TAP)
    const tapped = await turns.store.spend(turns.person, AT)
    await turns.store.giveBack(turns.person, tapped!)
    expect(await sent(AT)).toBe(8)
    await turns.store.giveBack(turns.person, { kind: 'message', until: AT + MESSAGE.lifeMs })
    expect(await sent(AT)).toBe(1)

    await hear('m3', { ...MESSAGE, at: AT + 1 })
    const before = await turns.store.spend(turns.person, AT + 1)
    await hear('m4', { ...MESSAGE, at: AT + 2 })
    await turns.store.giveBack(turns.person, before!)
    expect(await sent(AT + 2)).toBe(5)

    await turns.store.shut(turns.person)
    await turns.store.giveBack(turns.person, { kind: 'message', until: AT + 2 + MESSAGE.lifeMs })
    expect(await sent(AT + 2)).toBe(0)
  })

  it('two senders share what there is', async () => {
    await hear('m1', MESSAGE)
    const [one, other] = [turns.backend.one(), turns.backend.other()]
    const taken = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 ? one : other).spend(turns.person, AT)),
    )
    expect(taken.filter(Boolean)).toHaveLength(5)
  })

  it('a commit may leave the session as it is, with its own time', async () => {
    const first = await take('m1')
    await turns.store.commit(first.turn, { ...NOTHING, session: bytes('s1'), sessionMs: 1 })
    const second = await take('m2')
    await turns.store.commit(second.turn, { session: 'same', reply: null, parked: bytes('p') })
    await expect.poll(() => turns.sessionOf()).toBeNull()
    expect(plain((await take('m3')).parked)).toBe('p')
  })

  it('a session that is left as it is stays readable', async () => {
    const first = await take('m1')
    await turns.store.commit(first.turn, { ...NOTHING, session: bytes('s1') })
    const second = await take('m2')
    await turns.store.commit(second.turn, { session: 'same', reply: null, parked: null })
    expect(await turns.sessionOf()).toBe('s1')
  })
})
