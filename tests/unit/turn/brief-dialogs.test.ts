import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFrame } from '../../../src/dialog/frame.ts'
import { AppError } from '../../../src/errors.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createSeal } from '../../../src/storage/seal.ts'
import { createSqlTurnStore } from '../../../src/storage/sql-turn-store.ts'
import { createHandleTurn } from '../../../src/turn/handle-turn.ts'
import { createPark } from '../../../src/turn/park.ts'
import { personKey } from '../../../src/turn/person-key.ts'
import type { Route } from '../../../src/turn/route.ts'
import { EMPTY_SESSION, type Session } from '../../../src/turn/session.ts'
import type { Commit, TurnStore } from '../../../src/turn/store.ts'
import { createTestDatabase } from '../../support/database.ts'
import { createWorld, seededRandom } from '../../support/world.ts'

/** What lives in the session alone must not outlive its time in anything a turn leaves behind. */
const HOUR = 3_600_000
const DAY = 24 * HOUR
const REF = { channel: 'play' as const, account: 'gh_test', id: 'somebody' }
const LONG = Array.from({ length: 100 }, (_, line) => `第${line}行：不能久留的话。`).join('\n')

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

/** A person whose words are commands to the route: what session to keep, and what to say. */
function setUp() {
  const world = createWorld()
  const seal = createSeal(Buffer.alloc(32, 'k'), seededRandom('seal'))
  const commits: Commit[] = []
  const sql = createSqlTurnStore(database, systemClock)
  const store: TurnStore = {
    ...sql,
    commit: (turn, what) => {
      commits.push(what)
      return sql.commit(turn, what)
    },
  }
  const brief = (until: number): Session => ({
    ...EMPTY_SESSION,
    frames: [createFrame({ dialog: 'tip-off', script: '', subject: null, until })],
  })
  const plays: Record<string, Route> = {
    写: async () => ({ session: brief(world.wall.now() + 7 * DAY), texts: ['写着'] }),
    长: async (_body, session) => ({ session, texts: [LONG] }),
    完: async (_body, session) => ({ session: { ...session, frames: [] }, texts: [LONG] }),
    答: async (_body, session) => ({ session, texts: [LONG], until: world.wall.now() + DAY }),
    交: async () => ({ session: brief(world.wall.now() + HOUR), texts: [LONG] }),
    坏: async () => {
      throw new AppError('internal')
    },
    看: async (_body, session) => ({ session, texts: [`开着${session.frames.length}个`] }),
  }
  let hold = Promise.resolve()
  const instance = (budgetMs: number) =>
    createHandleTurn({
      store,
      route: async (body, session, moment) => {
        await hold
        const text = body.kind === 'text' ? body.text : ''
        return (plays[text] ?? plays.看!)(body, session, moment)
      },
      seal,
      clock: world.wall,
      wall: world.wall,
      speak: ({ phrase }) => `{${phrase}}`,
      log: world.log,
      newAttempt: randomUUID,
      budgetMs,
    })
  const [patient, hasty] = [instance(60_000), instance(0)]
  const hear = async (handle: typeof patient, text: string) => {
    const reply = await handle({ key: randomUUID(), person: REF, at: 0, body: { kind: 'text', text } })
    return reply?.body.kind === 'text' ? reply.body.text : null
  }
  const park = createPark({ store, seal, clock: world.wall, newAttempt: randomUUID })
  return {
    world,
    commits,
    say: (text: string) => hear(patient, text),
    /** Its reply comes too late for its own message. */
    sayLate: async (text: string) => {
      const before = commits.length
      let letGo = () => {}
      hold = new Promise(resolve => {
        letGo = resolve
      })
      expect(await hear(hasty, text)).toBeNull()
      letGo()
      await expect.poll(() => commits.length).toBe(before + 1)
    },
    park: (text: string, until?: number) => park(personKey(seal, REF), { id: text, text, until }),
    /** What is said now cannot be delivered. */
    sayInVain: async (text: string) => {
      const key = randomUUID()
      const reply = await patient({ key, person: REF, at: 0, body: { kind: 'text', text } })
      return park(personKey(seal, REF), { id: key, late: text, until: reply?.until })
    },
  }
}

describe('a session that holds such a dialog', () => {
  it('lives until the dialog must be gone, however often the person comes', async () => {
    const { world, commits, say } = setUp()
    await say('写')
    world.wall.advance(2 * DAY)
    await say('看')
    expect(commits.map(({ sessionMs }) => sessionMs)).toEqual([7 * DAY, 5 * DAY])
  })

  it('is read without it afterwards', async () => {
    const { world, say, commits } = setUp()
    await say('写')
    expect(await say('看')).toBe('开着1个')
    world.wall.advance(7 * DAY)
    expect(await say('看')).toBe('开着0个')
    expect(commits.at(-1)).toMatchObject({ sessionMs: undefined, parkedMs: undefined })
  })

  it('keeps the rest of a long reply no longer than that, also when the dialog ends with it', async () => {
    const { world, commits, say } = setUp()
    await say('写')
    world.wall.advance(DAY)
    await say('完')
    expect(commits.at(-1)?.sessionMs).toBe(6 * DAY)
    await say('看')
    expect(commits.at(-1)?.sessionMs).toBeUndefined()
  })
})

it('the rest of a reply that is told to be brief is kept no longer, whatever else the session holds', async () => {
  const { commits, say } = setUp()
  await say('答')
  expect(commits.at(-1)?.sessionMs).toBe(DAY)
  await say('看')
  expect(commits.at(-1)?.sessionMs).toBeUndefined()
})

describe('a late reply of such a dialog', () => {
  it('waits no longer than the dialog may live, and comes with the next message until then', async () => {
    const { world, commits, say, sayLate } = setUp()
    await say('写')
    world.wall.advance(DAY)
    await sayLate('看')
    expect(commits.at(-1)?.parkedMs).toBe(6 * DAY)
    expect(await say('看')).toBe('开着1个\n\n{parked.foot}\n\n开着1个')
  })

  it('waits no longer than what it leads to, were the dialog before ever so long', async () => {
    const { world, commits, say, sayLate } = setUp()
    await say('写')
    await sayLate('交')
    expect(commits.at(-1)).toMatchObject({ sessionMs: HOUR, parkedMs: HOUR })
    world.wall.advance(HOUR)
    expect(await say('看')).toBe('开着0个')
  })

  it('is dropped on reading once that time is over', async () => {
    const { world, say, sayLate } = setUp()
    await say('写')
    await sayLate('看')
    world.wall.advance(7 * DAY)
    expect(await say('看')).toBe('开着0个')
  })

  it('is not kept alive by a notice: that waits until the reply is told', async () => {
    const { say, sayLate, park } = setUp()
    await say('写')
    await sayLate('看')
    expect(await park('有通知')).toBe(false)
    expect(await say('看')).not.toContain('有通知')
    expect(await park('有通知')).toBe(true)
    expect(await say('看')).toContain('有通知')
  })
})

describe('a reply of such a dialog that could not be delivered', () => {
  it('waits no longer than the dialog may live, behind one that waits already', async () => {
    const { world, commits, say, sayLate, sayInVain } = setUp()
    await say('写')
    world.wall.advance(DAY)
    await sayLate('看')
    expect(await sayInVain('看')).toBe(true)
    expect(commits.at(-1)?.parkedMs).toBe(6 * DAY)
    expect(await say('看')).toContain('看\n\n{parked.foot}\n\n开着1个')
    await sayInVain('看')
    world.wall.advance(6 * DAY)
    expect(await say('看')).toBe('开着0个')
  })

  it('of any other dialog waits as long as it must', async () => {
    const { commits, sayInVain } = setUp()
    await sayInVain('看')
    expect(commits.at(-1)?.parkedMs).toBeUndefined()
  })
})

it('a notice in the same words waits once', async () => {
  const { say, park } = setUp()
  await park('有进展')
  await park('有进展')
  expect(await say('看')).toBe('有进展\n\n{parked.told-foot}\n\n开着0个')
})

it('the log does not tell who it was where a turn fails, whatever they were writing', async () => {
  const { world, say } = setUp()
  await say('坏')
  await say('写')
  await say('坏')
  expect(world.lines.map(({ message, fields }) => [message, Object.keys(fields)])).toEqual([
    ['turn failed', ['code', 'err']],
    ['turn failed', ['code', 'err']],
  ])
})

it('a notice that may wait for a while goes then, and takes along what waits beside it', async () => {
  const { world, commits, say, park } = setUp()
  await park('有进展', world.wall.now() + DAY)
  world.wall.advance(HOUR)
  await park('有通知')
  expect(commits.map(({ parkedMs }) => parkedMs)).toEqual([DAY, DAY - HOUR])
  world.wall.advance(DAY - HOUR)
  expect(await say('看')).not.toContain('有进展')
})
