import { randomUUID } from 'node:crypto'
import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createSeal } from '../../../src/storage/seal.ts'
import { createSqlTurnStore } from '../../../src/storage/sql-turn-store.ts'
import { createHandleTurn } from '../../../src/turn/handle-turn.ts'
import type { Route } from '../../../src/turn/route.ts'
import type { TurnStore } from '../../../src/turn/store.ts'
import { createTestDatabase } from '../../support/database.ts'
import { gate } from '../../support/gate.ts'
import { createWorld, seededRandom } from '../../support/world.ts'

/** Long enough for every machine, and over at once. */
const [PATIENT, HASTY] = [60_000, 0]

const LINES = Array.from({ length: 100 }, (_, line) => `第${line}行：照原文填写，一个字也不要改。`)

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

type Plays = Record<string, Route>

/** A person who talks to an instance that plays each text as told, and echoes any other. */
function instance(plays: Plays, budgetMs = PATIENT, change: (store: TurnStore) => TurnStore = same => same) {
  const world = createWorld()
  const route: Route = async (body, session, moment) => {
    const text = body.kind === 'text' ? body.text : ''
    if (plays[text]) return plays[text](body, session, moment)
    if (text !== '更多') return { session, texts: [`听到${text}`] }
    return { session: { ...session, more: '' }, texts: [session.more || '没有更多'] }
  }
  const handle = createHandleTurn({
    store: change(createSqlTurnStore(database, systemClock)),
    route,
    seal: createSeal(Buffer.alloc(32, 'k'), seededRandom('seal')),
    clock: world.wall,
    wall: world.wall,
    speak: ({ phrase }) => `{${phrase}}`,
    log: world.log,
    newAttempt: randomUUID,
    budgetMs,
    renewMs: 1,
  })
  const replyTo = (text: string, key: string) => {
    const person = { channel: 'play' as const, account: 'gh_test', id: 'somebody' }
    return handle({ key, person, at: 0, body: { kind: 'text', text } })
  }
  const say = async (text: string, key: string = randomUUID()) => {
    const reply = await replyTo(text, key)
    return reply?.body.kind === 'text' ? reply.body.text : null
  }
  return { replyTo, say, lines: world.lines }
}

/** Reads on as a person does, by 更多, and gives all of it without the feet. */
async function readOn(
  say: (text: string) => Promise<string | null>,
  first: string | null,
): Promise<string[]> {
  const lines: string[] = []
  for (let page = first ?? ''; ; page = (await say('更多')) ?? '') {
    lines.push(...page.split('\n'))
    if (lines.at(-1) !== '{more.foot}') return lines.filter(line => line !== '')
    lines.pop()
  }
}

/** Sends a text to an instance without time, lets its turn end after that, and gives what the next message hears. */
async function afterLate(
  play: Route,
): Promise<{ next: string | null; say: (text: string) => Promise<string | null> }> {
  const held = gate()
  const late = instance(
    {
      慢: async (...heard) => {
        await held.opened
        return play(...heard)
      },
    },
    HASTY,
  )
  expect(await late.say('慢')).toBeNull()
  const { say } = instance({})
  const next = say('短')
  held.open()
  return { next: await next, say }
}

it('a late reply longer than one message loses nothing when it comes with the next', async () => {
  const { next, say } = await afterLate(async (_, session) => ({ session, texts: [LINES.join('\n')] }))
  expect(await readOn(say, next)).toEqual([...LINES, '{parked.foot}', '听到短'])
})

it('a turn that fails when its time is over is told with the next message', async () => {
  const { next } = await afterLate(async () => {
    throw new AppError('store-away')
  })
  expect(next).toBe('{failed.again}\n\n{parked.foot}\n\n听到短')
})

it('a turn that fails in time leaves no mark: the same push may be tried again', async () => {
  let tries = 0
  const { say } = instance({
    坏: async (_, session) => {
      if (tries++ === 0) throw new AppError('store-away')
      return { session, texts: ['好了'] }
    },
  })
  expect(await say('坏', 'push')).toBe('{failed.again}')
  expect(await say('坏', 'push')).toBe('好了')
})

it('a repeated message hears the same reply, and no papers a second time', async () => {
  const filing: Route = async (_, session) => ({ session, texts: ['提交好了'], papers: 'receipt' })
  const { replyTo } = instance({ 提交: filing })
  const { papers, ...reply } = (await replyTo('提交', 'push'))!
  expect(papers).toBe('receipt')
  expect(await replyTo('提交', 'push')).toEqual(reply)
})

it('what is left of a long reply is gone once something else was said', async () => {
  const { say } = instance({ 长: async (_, session) => ({ session, texts: [LINES.join('\n')] }) })
  expect(await say('长')).toContain('{more.foot}')
  await say('短')
  expect(await say('更多')).toBe('没有更多')
})

it('a commit whose answer is lost is repeated: nobody is asked to send again what is done', async () => {
  let commits = 0
  const { say, lines } = instance({}, PATIENT, store => ({
    ...store,
    async commit(...done) {
      const result = await store.commit(...done)
      if (commits++ === 0) throw new AppError('store-away', 'redis')
      return result
    },
  }))
  expect(await say('一', 'push')).toBe('听到一')
  expect(await say('一', 'push')).toBe('听到一')
  expect([commits, lines]).toEqual([2, []])
})

/** What a turn comes to that writes after its lease was renewed with this result. */
async function writesAfter(renewal: () => Promise<boolean>) {
  const renewed = gate()
  const written: string[] = []
  const { say } = instance(
    {
      写: async (_, session, moment) => {
        await renewed.opened
        await turnOfLoop()
        moment.checkLease()
        written.push('写')
        return { session, texts: ['写了'] }
      },
    },
    PATIENT,
    store => ({
      ...store,
      renew: () => {
        renewed.open()
        return renewal()
      },
    }),
  )
  return { said: await say('写'), written }
}

it('a turn whose lease is lost stops before it writes', async () => {
  expect(await writesAfter(async () => false)).toEqual({ said: '{failed.again}', written: [] })
})

it('a turn goes on while nobody can say whether its lease is lost', async () => {
  const away = async () => {
    throw new AppError('store-away')
  }
  expect(await writesAfter(away)).toEqual({ said: '写了', written: ['写'] })
})
