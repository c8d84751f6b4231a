import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { TURN_TIMES } from '../../src/turn/store.ts'
import { bindingCode } from '../../src/units/binding-code.ts'
import { ACCOUNT, ACCOUNT_ENV } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import { creditCode, PHOTO, registerEnterprise, registerInstitution } from '../support/conversations.ts'
import type { Ground } from '../support/ground.ts'
import { createPlatform, type Follower, type Sending } from '../support/platform.ts'
import { readRecords, withoutChance } from '../support/records.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { createTrials, groundsOn, type Message } from '../support/trials.ts'

/**
 * A process that dies at any step between receiving and replying. The retry goes to a new process on the same storage,
 * and everything must come out as if nothing had happened: the reply, the records, and what is said to the next message.
 */
const institution = registerInstitution(creditCode(1))
const problem = [
  '存在',
  '1',
  '新员工没有培训计划，涉及12人',
  '补订计划',
  '示例责任人 厂长',
  '明天',
  '跳过',
  '整改中',
  '没有了',
]
const checked = [...registerEnterprise(creditCode(1)), ...problem, '没有', '没有']
const rectified = [...checked, '提交自查', '整改', '已整改', '计划已经印发', '今天', PHOTO, '好了']

/** A tip with evidence that names nobody, up to its review. */
const tip: Message[] = [
  '举报',
  '3',
  '两天就把一周的课上完了',
  '1',
  '1',
  '示例安全培训学校',
  '荔城',
  '三楼',
  '上个月',
  PHOTO,
  '好了',
  '学员',
]

/** Of a county bureau, whose code is there from the start. */
const seal = createSeal(readConfig(ACCOUNT_ENV).dataKey, systemRandom)
const code = bindingCode(seal, seal.hash('county-bureau', 'xianyou'), 1)
const joining = [code, '同意', '示例科员', '13800000000']

const CASES: [what: string, before: Message[], message: Message, next: Message][] = [
  ['an answer to the registration', institution.slice(0, 3), institution[3]!, institution[4]!],
  ['the registration of a unit', institution.slice(0, -1), '提交登记', '不存在'],
  ['an answer to the checklist', [...institution, '存在', '1'], '学员管理制度没有写收费', '修订制度'],
  [
    'a photo',
    [...institution, '存在', '1', '制度没有写收费', '修订制度', '示例责任人 校长', '明天'],
    PHOTO,
    '好了',
  ],
  ['the filing of a self-check', checked, '提交自查', '进度'],
  ['the filing of a rectification', rectified, '提交整改', '进度'],
  ['the submission of a tip', tip, '提交举报', '跳过'],
  ['evidence for a tip', tip.slice(0, 9), PHOTO, '好了'],
  ['a new beginning', [...institution, '存在', '1', '重来'], '确定', '不存在'],
  ['joining by a code', joining, '加入单位', '成员'],
  ['a report brought', [...joining, '加入单位', '交件', '1', '今天', PHOTO, '好了'], '提交交件', '我的任务'],
  ['unfollowing', [...institution, '不存在'], { kind: 'unfollow' }, '进度'],
]

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(async () => {
  trials.bury()
  await redis.stop()
})

const GROUNDS = groundsOn(() => redis)

const trials = createTrials()
const { during, deathAt } = trials
const platform = createPlatform({ ...ACCOUNT, wall: trials.wall })

type Env = Ground['env']

/** What a person and the bureau see once the message and the one after it, perhaps somebody else's, are through. */
async function outcome(env: Env, send: (url: string) => Sending, next: Message, from: Follower) {
  const [reply, nextReply] = await during(env, async url => [
    await send(url).answer,
    await from.post(next, url).answer,
  ])
  return {
    reply: withoutChance(reply.text),
    next: withoutChance(nextReply.text),
    records: await readRecords(env.DATABASE_URL),
  }
}

describe.each(GROUNDS)('with %s', (_name, openGround) => {
  test.each(CASES)('%s survives a death at every step', async (_what, before, message, next) => {
    const ground = await openGround()
    const follower = platform.follower(newName())
    await during(ground.env, async url => {
      for (const each of before) await follower.post(each, url).answer
    })
    await survives(ground, follower, message, next, follower)
  })

  test('so does the removal of a member, who is told of it', async () => {
    const ground = await openGround()
    const [lead, clerk] = [platform.follower(newName()), platform.follower(newName())]
    await during(ground.env, async url => {
      for (const each of [...joining, '加入单位']) await lead.post(each, url).answer
      for (const each of [...joining, '加入单位']) await clerk.post(each, url).answer
      for (const each of ['成员', '移出']) await lead.post(each, url).answer
    })
    const { next } = await survives(ground, lead, '提交成员', '进度', clerk)
    expect(next).toContain('您已被仙游县应急管理局的负责人移出')
  })
})

/** Lets the process die at each step of a message in turn; the retry must come out as if nothing had happened. */
async function survives(ground: Ground, follower: Follower, message: Message, next: Message, from: Follower) {
  const undisturbed = await outcome(await ground.copy(), url => follower.post(message, url), next, from)
  const steps: string[] = []
  for (;;) {
    const env = await ground.copy()
    const step = await deathAt(steps.length, env, follower, message)
    if (step === null) break
    steps.push(step)
    const retried = await outcome(await ground.wreckOf(env), url => follower.repost(url), next, from)
    expect(retried, `it died at step ${steps.length}, ${step}`).toEqual(undisturbed)
  }
  expect(steps).toEqual(
    expect.arrayContaining([
      'before begin',
      'after begin',
      'after a statement',
      'before commit',
      'after commit',
    ]),
  )
  return undisturbed
}

describe.concurrent.each(GROUNDS)(
  'with %s, while the lease of the dead process still runs',
  (_name, openGround) => {
    /** The storage and the follower once a process died that had just taken the turn for 存在. */
    async function afterDeathInTurn(leaseMs: number) {
      const ground = await openGround()
      const follower = platform.follower(newName())
      await during(ground.env, async url => {
        for (const each of [...institution, '不存在']) await follower.post(each, url).answer
      })
      expect(await deathAt(1, ground.env, follower, '存在', leaseMs)).toBe('after begin')
      return { env: await ground.wreckOf(ground.env), follower }
    }

    test('a retry that can outwait it gets its reply', async () => {
      const { env, follower } = await afterDeathInTurn(TURN_TIMES.leaseMs)
      const retry = await during(env, url => follower.repost(url).answer)
      expect(retry.text).toContain('它属于哪几种情形')
    })

    test('a retry that cannot outwait it is handled all the same, and its reply comes with the next message', async () => {
      const { env, follower } = await afterDeathInTurn(7_000)
      const [retry, next] = await during(env, async url => [
        await follower.repost(url).answer,
        await follower.post('4', url).answer,
      ])
      expect(retry.bytes.toString()).toBe('success')
      expect(next.text).toContain('它属于哪几种情形')
      expect(next.text).toContain('具体是什么问题')
    })
  },
)
