import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { SIMULATED_ACCOUNT } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createPlatform, type Follower, type Sending } from '../support/platform.ts'
import { buildProduct, type ProductProcess, startProductProcess } from '../support/product-process.ts'
import { ownUnits, readRecords, readTables, withoutChance } from '../support/records.ts'
import { seededRandom } from '../support/world.ts'

/**
 * Real processes, killed while four people talk to them at once. The account is the simulator's: its campaign's clock
 * begins at the same minute with every start, so that the same is said whenever the test runs.
 */
const KILLS = 13
const PEOPLE = 4

const CHECK = [
  ...[
    '不存在',
    '存在',
    '4',
    '2021年6月第3期，实操少上8学时',
    '补足8学时',
    '示例责任人 教务主任',
    '明天',
    '跳过',
    '整改中',
    '没有了',
  ],
  ...[
    '不存在',
    '不适用',
    '本机构不收取培训费用',
    '好',
    '教师8人，专职5人，兼职3人。',
    '都做到了',
    '提交自查',
  ],
]

beforeAll(() => buildProduct())

/** A product that is started anew whenever it was killed; with `spares` another instance stands by meanwhile. */
async function keepRunning(env: Record<string, string>, spares: boolean) {
  let current = startProductProcess(env)
  let spare = spares ? startProductProcess(env) : null
  await Promise.all([current, spare])
  return {
    /** Where to send; a retry does not wait for the next spare. */
    url: async () => (await current).webhookUrl,
    complete: () => Promise.all([current, spare]),
    async kill() {
      const victim: ProductProcess = await current
      const next = spare
      current = next ?? victim.ended.then(() => startProductProcess(env))
      await next
      await victim.kill()
      if (next) spare = startProductProcess(env)
      await current
    },
    async stop() {
      for (const each of [current, spare]) await (await each)?.kill()
    },
  }
}

type Server = Awaited<ReturnType<typeof keepRunning>>

/** Sends as WeChat does: what broke off or brought nothing is sent again. */
async function insist(
  server: Server,
  send: (url: string) => Sending,
  again: (url: string) => Sending,
): Promise<string> {
  await server.complete()
  for (let sending = send(await server.url()); ; sending = again(await server.url())) {
    const answer = await sending.answer.catch(brokenOff)
    if (answer?.text) return answer.text
    await delay(20)
  }
}

function brokenOff(error: NodeJS.ErrnoException): null {
  if (error.code === 'ECONNRESET' || error.code === 'ECONNREFUSED') return null
  throw error
}

test.concurrent.each(BACKENDS)(
  'with %s, nothing is lost or doubled and every retry gets the right reply, however often the process is killed',
  async (name, open) => {
    // Without jobs: a reminder would come between a question and its answer.
    const env: Record<string, string> = { ...(await open()), ROLE: 'web' }
    const server = await keepRunning(env, 'REDIS_URL' in env)
    const platform = createPlatform(SIMULATED_ACCOUNT)
    let [sent, talking] = [0, true]

    async function talk(number: number): Promise<string[]> {
      const follower: Follower = platform.follower(newName())
      const code = creditCode(number)
      const replies: string[] = []
      for (const message of [...registerInstitution(code), ...CHECK]) {
        const first = (url: string) => {
          sent += 1
          return follower.post(message, url)
        }
        const reply = await insist(server, first, url => follower.repost(url))
        replies.push(withoutChance(reply).replaceAll(code, 'a code'))
      }
      return replies
    }

    async function killNowAndThen(): Promise<void> {
      const random = seededRandom(name)
      for (let kills = 0; kills < KILLS; kills++) {
        const [messages, milliseconds] = random.bytes(2) as unknown as [number, number]
        const due = sent + 1 + (messages % 6)
        while (talking && sent < due) await delay(1)
        await delay(milliseconds % 16)
        await server.kill()
      }
    }

    try {
      const undisturbed = await talk(0)
      const people = Array.from({ length: PEOPLE }, (_, index) => talk(1 + index))
      const ended = Promise.all(people).finally(() => {
        talking = false
      })
      const [replies] = await Promise.all([ended, killNowAndThen()])
      for (const each of replies) expect(each).toEqual(undisturbed)
    } finally {
      await server.stop()
    }

    const tables = await readTables(env.DATABASE_URL!)
    const { members, answers, filings, problems } = tables
    // The simulator's example roster stands beside them.
    const registered = ownUnits(tables).filter(({ listed_at }) => listed_at === null)
    expect([registered.length, members!.length, filings!.length, problems!.length]).toEqual(
      Array(4).fill(1 + PEOPLE),
    )
    const records = await readRecords(env.DATABASE_URL!)
    const distinct = new Set(records.answers!.map(({ path, value }) => `${path} ${value}`))
    expect(distinct.size).toBe(15)
    expect(answers!.length).toBe(15 * (1 + PEOPLE))
  },
)
