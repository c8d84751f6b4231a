import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import { openRedis } from '../../src/storage/redis.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { trialKeyFile } from '../../src/tips/keys/trial-keys.ts'
import { personKey } from '../../src/turn/person-key.ts'
import { TURN_TIMES } from '../../src/turn/store.ts'
import { TIP_LEVELS } from '../../src/turn/tip-levels.ts'
import { ACCOUNT, ACCOUNT_ENV } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import { embeddedGround } from '../support/ground.ts'
import { createPlatform } from '../support/platform.ts'
import { campaignMorning, type Product, startProduct } from '../support/product.ts'
import { readTables } from '../support/records.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { foundIn, openedIn, remainsInRedis, remainsOf } from '../support/remains.ts'
import { REPORTER, receiptIn, TIP_WORDS, writeTip } from '../support/tip-talk.ts'
import { trialRecipients } from '../support/tips.ts'

const PHOTO_MARK = 'a mark within the photo'
const PHOTO = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(PHOTO_MARK)])
type Env = Record<string, string>

const SEVEN_DAYS = 7 * 86_400_000

const METRICS_TOKEN = 'a token for metrics'

let recipients: string
let redis: RedisServer
beforeAll(async () => {
  recipients = await trialRecipients()
  redis = await startRedis()
})
afterAll(() => redis.stop())

/** Everything that lies on a disk or in a memory the product uses, as it lies there, and what it tells of itself. */
async function everythingKept(env: Env, { url, logged }: Product): Promise<Buffer> {
  const database = await remainsOf({ kind: env.REDIS_URL ? 'postgres' : 'sqlite', url: env.DATABASE_URL! })
  const redis = env.REDIS_URL ? await remainsInRedis(env.REDIS_URL) : Buffer.alloc(0)
  const metrics = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })
  const told = await metrics.text()
  expect(told).toContain('anpei_turns_total')
  return Buffer.concat([database, redis, Buffer.from(logged.join()), Buffer.from(told)])
}

describe.each(BACKENDS)('with %s', (_, openShared) => {
  /** A Redis of this file's own, whose files can be read. */
  const open = async (): Promise<Env> => {
    const env = await openShared()
    return env.REDIS_URL ? { ...env, REDIS_URL: redis.url } : env
  }

  test.each(TIP_LEVELS)(
    'a tip of level %s leaves nothing to read behind it, while it is written and after',
    async level => {
      const env: Env = {
        ...(await open()),
        METRICS_TOKEN,
        RECIPIENTS_FILE: recipients,
        SENDER_IDENTITY_FILE: trialKeyFile(recipients, 'sender'),
      }
      const product = await startProduct(env, {
        fetchPhoto: async () => ({ bytes: PHOTO, mediaType: 'image/png' }),
      })
      const { wall, webhookUrl } = product
      const follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
      const planted = [
        TIP_WORDS,
        '三楼东边的教室',
        '示例路1号',
        follower.openid,
        ACCOUNT_ENV.DATA_KEY,
        PHOTO_MARK,
        REPORTER.name,
        REPORTER.phone,
      ]
      for (const each of writeTip(level)) await follower.send(each)
      expect(foundIn(await everythingKept(env, product), planted)).toEqual([])

      const receipt = receiptIn((await follower.send('提交举报')).text)!
      await follower.send(receipt.code)
      await follower.send('补充')
      await follower.send('还有一间教室在四楼西边')
      await follower.send('跳过')
      await follower.send(receipt.code)
      await product.app.runJobs()
      const codes = [receipt.code, receipt.code.replaceAll('-', '')]
      const kept = await everythingKept(env, product)
      expect(foundIn(kept, [...planted, ...codes, '还有一间教室在四楼西边'])).toEqual([])
      // What is meant to be read is found.
      expect(foundIn(kept, [receipt.number])).toEqual([receipt.number])

      const tables = await readTables(env.DATABASE_URL!)
      expect(tables.tips).toHaveLength(1)
      expect([tables.tip_evidence, tables.tip_messages].map(rows => rows!.length)).toEqual([2, 1])
      expect([tables.photos, tables.drafts, tables.answers, tables.tip_draft_evidence]).toEqual([
        [],
        [],
        [],
        [],
      ])
      const isNamed = level === 'named' || level === 'confidential'
      expect(tables.tip_contacts).toHaveLength(isNamed ? 1 : 0)
      expect(tables.tip_links).toHaveLength(level === 'code-only' ? 0 : 1)
      await product.close()
    },
  )

  test('a draft is kept seven days at most, however often its writer comes back', async () => {
    const env: Env = { ...(await open()), RECIPIENTS_FILE: recipients }
    const product = await startProduct(env)
    const { wall, webhookUrl } = product
    const follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
    for (const each of writeTip('notifiable').slice(0, 5)) await follower.send(each)
    await follower.send('暂停')
    const life = await lifeOfSession(env, follower.openid, wall.now())
    expect(life).toBeLessThanOrEqual(SEVEN_DAYS)
    expect(life).toBeGreaterThan(SEVEN_DAYS - 600_000)
    await product.close()
  })
})

it('nothing of a tip that DATA_KEY opens stays in the files of the embedded default', async () => {
  const { env } = await embeddedGround()
  const wall = campaignMorning()
  const files = { ...env, dataKey: Buffer.from(ACCOUNT_ENV.DATA_KEY, 'base64') }
  const secrets = async () =>
    (await openedIn(files, { purpose: 'session', begins: '{"v":1,' })).filter(each =>
      each.includes('"secret"'),
    )
  const replies = async () => (await openedIn(files, { purpose: 'reply', begins: '{"at":' })).join()

  let product = await startProduct({ ...env, RECIPIENTS_FILE: recipients }, { wall })
  const { webhookUrl } = product
  const follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
  for (const each of writeTip('code-only')) await follower.send(each)
  expect((await secrets()).length).toBeGreaterThan(0)
  const { code } = receiptIn((await follower.send('提交举报')).text)!
  await follower.send(code)
  await expect.poll(secrets).toEqual([])
  expect(await replies()).toContain(code)
  const { shared_values } = await readTables(env.DATABASE_URL)
  expect(shared_values!.filter(({ count }) => Number(count) > 0)).toEqual([])
  await product.close()
  expect(await secrets()).toEqual([])

  wall.moveTo(wall.now() + TURN_TIMES.replyMs)
  product = await startProduct({ ...env, RECIPIENTS_FILE: recipients }, { wall })
  await expect.poll(replies).not.toContain(code)
  await product.close()
})

async function lifeOfSession(env: Env, openid: string, now: number): Promise<number> {
  const seal = createSeal(Buffer.from(ACCOUNT_ENV.DATA_KEY, 'base64'), systemRandom)
  const person = personKey(seal, { channel: 'wechat', account: 'gh_0123456789ab', id: openid })
  if (env.REDIS_URL) {
    const link = await openRedis(env.REDIS_URL)
    const life = await link.send(['PTTL', `anpei:{${person}}:session`])
    await link.close()
    return Number(life)
  }
  const { conversations } = await readTables(env.DATABASE_URL!)
  return Number(conversations!.find(row => row.person === person)!.session_until) - now
}
