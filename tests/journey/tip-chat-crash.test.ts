import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TipLevel } from '../../src/turn/tip-levels.ts'
import { ACCOUNT } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import type { Ground } from '../support/ground.ts'
import { createPlatform } from '../support/platform.ts'
import { readTables } from '../support/records.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { foundIn, remainsInRedis, remainsOf } from '../support/remains.ts'
import { REPORTER, receiptIn, TIP_WORDS, writeTip } from '../support/tip-talk.ts'
import { createTrials, groundsOn } from '../support/trials.ts'

/**
 * A process that dies while a tip is submitted, and a person who knows nothing of it and submits once more. (That the same
 * push sent again is answered the same is in crash.test.ts.)
 */
let redis: RedisServer
const trials = createTrials()
const { during, deathAt } = trials
const platform = createPlatform({ ...ACCOUNT, wall: trials.wall })

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(async () => {
  trials.bury()
  await redis.stop()
})

/** Each begins a step later than the other, so that between them no step is left out. */
const GROUNDS = groundsOn(() => redis).map((each, first) => [...each, first] as const)

async function remainsOfAll({ DATABASE_URL: url, REDIS_URL: redisUrl }: Ground['env']): Promise<Buffer> {
  const database = await remainsOf({ kind: redisUrl ? 'postgres' : 'sqlite', url })
  return Buffer.concat([database, redisUrl ? await remainsInRedis(redisUrl) : Buffer.alloc(0)])
}

/** Of one level half the steps, of the others some: what they do differs in what is sealed apart. */
const LEVELS: [TipLevel, every: number][] = [
  ['notifiable', 2],
  ['named', 9],
  ['confidential', 8],
  ['code-only', 7],
]

describe.each(GROUNDS)('with %s', (_name, openGround, first) => {
  test.each(LEVELS)(
    'a death at any step leaves nothing of a tip of level %s to read and one whole tip at most, and every receipt ever shown opens it',
    async (level, every) => {
      const ground = await openGround()
      const follower = platform.follower(newName())
      await during(ground.env, async url => {
        for (const each of writeTip(level)) await follower.post(each, url).answer
      })
      const planted = [TIP_WORDS, REPORTER.name, REPORTER.phone, follower.openid]
      const outcomes: string[] = []
      for (let step = first; ; step += every) {
        const env = await ground.copy()
        const died = await deathAt(step, env, follower, '提交举报')
        if (died === null) break
        const wreck = await ground.wreckOf(env)
        expect(foundIn(await remainsOfAll(wreck), planted)).toEqual([])
        const [again, checked] = await during(wreck, async url => {
          const { text } = await follower.post('提交举报', url).answer
          const receipt = receiptIn(text)
          return [receipt, receipt && (await follower.post(receipt.code, url).answer).text] as const
        })
        const { tips, tip_evidence: evidence } = await readTables(wreck.DATABASE_URL)
        expect(tips, `it died at step ${step}, ${died}`).toHaveLength(1)
        expect(evidence).toHaveLength(2)
        if (again)
          expect([tips![0]!.number, checked]).toEqual([again.number, expect.stringContaining('查询码没有错')])
        outcomes.push(again ? 'receipt' : died)
      }
      // Only where all was done but for the reply does the person hear nothing new: there the platform sends the push again.
      const unheard = outcomes.filter(outcome => outcome !== 'receipt')
      expect(unheard).toEqual(unheard.length > 0 ? ['after commit'] : [])
      expect(outcomes.length * every).toBeGreaterThan(10)
    },
  )
})
