import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushBody } from '../../src/simulator/push-xml.ts'
import { ACCOUNT } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import { creditCode, PHOTO, registerEnterprise, registerInstitution } from '../support/conversations.ts'
import { embeddedGround, type Ground, sharedGround } from '../support/ground.ts'
import { mortalStorage } from '../support/mortal-storage.ts'
import { createPlatform, type Follower } from '../support/platform.ts'
import { campaignMorning, type Product, startProduct } from '../support/product.ts'
import { readRecords, withoutChance } from '../support/records.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'

/**
 * A process that dies at any step between receiving and replying. The retry goes to a new process on the same storage,
 * and everything must come out as if nothing had happened: the reply, the records, and what is said to the next message.
 */
type Message = string | PushBody

const institution = registerInstitution(creditCode(1))
const PROBLEM: Message[] = ['存在', '1', '新员工没有培训计划，涉及12人', '补订计划', '示例责任人 厂长', '明天', '跳过', '整改中', '没有了']
const filed = [...registerEnterprise(creditCode(1)), ...PROBLEM, '没有', '没有', '提交自查']
const rectified = [...filed, '整改', '已整改', '计划已经印发', '今天', PHOTO, '好了']

const CASES: [what: string, before: Message[], message: Message, next: Message][] = [
  ['an answer to a registration', institution.slice(0, 3), institution[3]!, institution[4]!],
  ['the registration of a unit', institution.slice(0, -1), '提交登记', '不存在'],
  ['an answer to a checklist', [...institution, '存在', '1'], '学员管理制度没有写收费', '修订制度'],
  ['a photo', [...institution, '存在', '1', '制度没有写收费', '修订制度', '示例责任人 校长', '明天'], PHOTO, '好了'],
  ['the filing of a self-check', filed.slice(0, -1), '提交自查', '进度'],
  ['the filing of a rectification', rectified, '提交整改', '进度'],
  ['a new beginning', [...institution, '存在', '1', '重来'], '确定', '不存在'],
  ['unfollowing', [...institution, '不存在'], { kind: 'unfollow' }, '进度'],
]

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const wall = campaignMorning()

type Env = Ground['env']
type Run = { follower: Follower; env: Env }

function start(env: Env): Promise<Product & { storage: ReturnType<typeof mortalStorage> }> {
  const storage = mortalStorage()
  return startProduct(env, { wall, openStorage: storage.openStorage }).then(product => ({ ...product, storage }))
}

/** The product changes from trial to trial; the platform and its follower stay. */
let webhookUrl = ''
const platform = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl })

async function withProduct<T>(env: Env, work: (product: Awaited<ReturnType<typeof start>>) => Promise<T>) {
  const product = await start(env)
  webhookUrl = product.webhookUrl
  try {
    return await work(product)
  } finally {
    await product.close()
  }
}

/** The step at which the first attempt died; null when it got through. */
async function attempt({ follower, env }: Run, message: Message, step: number): Promise<string | null> {
  return withProduct(env, async ({ storage }) => {
    storage.dieAt(step)
    const { answer, hangUp } = follower.post(message)
    const died = await Promise.race([storage.died, answer.then(() => null)])
    hangUp()
    return died
  })
}

/** What a person and the bureau see once the message and the one after it are through. */
async function outcome({ follower, env }: Run, reply: () => Promise<{ text: string }>, next: Message) {
  const [first, second] = await withProduct(env, async () => [(await reply()).text, (await follower.send(next)).text])
  return { reply: withoutChance(first!), next: withoutChance(second!), records: await readRecords(env.DATABASE_URL) }
}

const GROUNDS: [string, () => Promise<Ground>][] = [
  ['the embedded default', embeddedGround],
  ['Redis and PostgreSQL', () => sharedGround(redis.url)],
]

describe.each(GROUNDS)('with %s', (_, openGround) => {
  test.each(CASES)('%s survives a death at every step', async (_what, before, message, next) => {
    const ground = await openGround()
    const follower = platform.follower(newName())
    await withProduct(ground.env, async () => {
      for (const each of before) await follower.send(each)
    })
    const undisturbed = { follower, env: await ground.copy() }
    const expected = await outcome(undisturbed, () => follower.send(message), next)

    const steps: string[] = []
    for (;;) {
      const env = await ground.copy()
      const died = await attempt({ follower, env }, message, steps.length)
      if (died === null) break
      steps.push(died)
      const got = await outcome({ follower, env: await ground.wreckOf(env) }, () => follower.resend(), next)
      expect(got, `died at step ${steps.length}: ${died}`).toEqual(expected)
    }
    console.log(steps.join(" | ")); expect(steps.length).toBeGreaterThan(4)
  })
})
