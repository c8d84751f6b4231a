import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMovableClock, type MovableClock, systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import type { Database } from '../../src/storage/database.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { trialKeyFile } from '../../src/tips/keys/trial-keys.ts'
import { ACCOUNT, ACCOUNT_ENV } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import { CONTACT, PHOTO as EVIDENCE } from '../support/conversations.ts'
import { createMessenger, type Friend } from '../support/messenger.ts'
import { createPlatform } from '../support/platform.ts'
import { type Product, startProduct } from '../support/product.ts'
import { readTables } from '../support/records.ts'
import { foundIn, remainsOf } from '../support/remains.ts'
import { rosterOf } from '../support/roster.ts'
import { scriptWechat } from '../support/scripted-wechat.ts'
import { atDesk } from '../support/tip-desk.ts'
import { REPORTER, receiptIn, TIP_WORDS, writeTip } from '../support/tip-talk.ts'
import { trialRecipients } from '../support/tips.ts'

/** What units, reminders and tip-offs are on another messenger. */
const ROSTER = fileURLToPath(new URL('../fixtures/roster.csv', import.meta.url))
const UNIT = '示例制鞋有限公司'
const JOIN = ['同意', CONTACT.name, CONTACT.phone, '加入单位']
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const DATA_KEY = Buffer.from(ACCOUNT_ENV.DATA_KEY, 'base64')

/** A product whose jobs run when they are told to, on what the environment names. */
async function start(env: Record<string, string>, wall: MovableClock) {
  const recipients = await trialRecipients()
  let database: Database | undefined
  const product = await startProduct(
    {
      ROLE: 'all',
      SENDER_IDENTITY_FILE: trialKeyFile(recipients, 'sender'),
      ...env,
    },
    {
      wall,
      fetch: scriptWechat().fetch,
      openStorage: async (...given) => {
        const storage = await openStorage(...given)
        database = storage.database
        return storage
      },
    },
  )
  const seal = createSeal(DATA_KEY, systemRandom)
  return { product, database: database!, roster: rosterOf(database!, seal) }
}

/** Thursday, ten days before the lists are due. */
const thursday = () => createMovableClock(systemClock, Date.parse('2022-03-10T09:30:00+08:00'))
const reminders = (heard: readonly string[]) => heard.filter(text => text.includes('【提醒】'))

describe('with one process', () => {
  let wall: MovableClock
  let product: Product
  let database: Database
  let code: string
  let messenger: ReturnType<typeof createMessenger>
  let clerk: Friend

  beforeAll(async () => {
    const [, open] = BACKENDS[0]!
    wall = thursday()
    const started = await start({ ...(await open()), WECHATY_PUPPET: 'wechaty-puppet-mock' }, wall)
    ;({ product, database } = started)
    await started.roster.take(ROSTER, wall.now())
    code = await started.roster.codeOf(UNIT)
    messenger = createMessenger(product.app.wechaty!.puppet)
    messenger.logIn()
    clerk = messenger.friend('clerk')
  })
  afterAll(() => product.close())

  const later = () => wall.moveTo(wall.now() + 60_000)

  test('one binding code joins a human on both platforms, and 我的任务 says the same there', async () => {
    const { webhookUrl } = product
    const follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
    for (const text of [code, ...JOIN]) await follower.send(text)
    expect(await clerk.send(code, ...JOIN)).toContain(`加入好了：${UNIT}`)
    const tasks = await clerk.send('我的任务')
    expect(tasks).toContain('涵江区应急管理局')
    expect((await follower.send('我的任务')).text).toBe(tasks)
  })

  test('a reminder waits while the puppet is away, and is told once, whoever claims it again', async () => {
    const tries = () =>
      database.db
        .selectFrom('attempts')
        .innerJoin('members', 'members.person', 'attempts.person')
        .select(['attempts.n', 'attempts.rung', 'attempts.answer'])
        .where('members.channel', '=', 'wechaty')
        .execute()
    await messenger.lose()
    for (const _ of ['once', 'twice']) {
      await product.app.runJobs()
      later()
    }
    expect([reminders(clerk.heard), await tries()]).toEqual([[], []])

    messenger.logIn()
    await product.app.runJobs()
    await product.app.runJobs()
    const once = [[expect.stringContaining(UNIT)], [{ n: 1, rung: 'chat', answer: 'ok' }]]
    expect([reminders(clerk.heard), await tries()]).toEqual(once)
    // As a worker leaves it that was killed before it could say what became of it.
    await database.db
      .updateTable('sendings')
      .set({ state: 'due', due_at: 0, claim: null, claimed_until: 0 })
      .execute()
    await product.app.runJobs()
    expect([reminders(clerk.heard), await tries()]).toEqual(once)
    const { sendings } = await readTables(database.url)
    expect(sendings!.map(({ state, rung }) => [state, rung])).toEqual([
      ['told', 'chat'],
      ['told', 'chat'],
    ])
    expect(await clerk.send('菜单')).not.toContain('【提醒】')
  })

  test('news of a named tip is said once, when the puppet is there, and nothing of the tip is left to read', async () => {
    const { app, logged } = product
    const reporter = messenger.friend('reporter')
    expect(await reporter.send('举报')).toMatch(/^在这个平台上[\s\S]*做不到匿名和保密[\s\S]*只能实名举报/)
    for (const what of writeTip('named').slice(1)) {
      // A unit of that name is on the roster: it is asked whether it is the one.
      if (what === '荔城') await reporter.send('不是')
      if (typeof what === 'string') await reporter.send(what)
      if (what === EVIDENCE) await reporter.send({ photo: PHOTO })
    }
    const { number, code: query } = receiptIn(await reporter.send('提交举报'))!
    expect(await reporter.send(query)).toContain('查询码没有错')
    expect(await reporter.send(`查询 ${query}`)).toContain(`编号：${number}`)

    const kin = { databaseUrl: database.url, dataKey: DATA_KEY, recipientsFile: await trialRecipients() }
    const done = await atDesk(kin, wall, 'licheng', async desk => desk.accept((await desk.find(number))!))
    expect(done.ok).toBe(true)
    const before = reporter.heard.length
    await messenger.lose()
    await app.runJobs()
    expect(reporter.heard).toHaveLength(before)
    messenger.logIn()
    await app.runJobs()
    await app.runJobs()
    expect(reporter.heard.slice(before)).toEqual([expect.stringContaining('您关心的事项有新进展')])
    expect(await reporter.send(`查询 ${query}`)).toMatch(/^编号：.*\n状态：受理/)

    const { phone, name } = REPORTER
    const planted = [TIP_WORDS, '三楼东边的教室', name, phone, query, reporter.id, clerk.id, CONTACT.phone]
    const kept = Buffer.concat([await remainsOf(database), Buffer.from(logged.join())])
    expect(foundIn(kept, planted)).toEqual([])
    expect(foundIn(kept, [number])).toEqual([number])
  })
})

describe('with two processes', () => {
  test('people of the messenger are left to the one that has the puppet, whichever is quicker', async () => {
    const [, open] = BACKENDS[1]!
    const [env, wall] = [await open(), thursday()]
    const withPuppet = await start({ ...env, WECHATY_PUPPET: 'wechaty-puppet-mock', ROLE: 'worker' }, wall)
    const without = await start(env, wall)
    const messenger = createMessenger(withPuppet.product.app.wechaty!.puppet)
    messenger.logIn()
    const clerk = messenger.friend(newName())
    await withPuppet.roster.take(ROSTER, wall.now())
    await clerk.send(await withPuppet.roster.codeOf(UNIT), ...JOIN)

    await without.product.app.runJobs()
    await without.product.app.runJobs()
    const waits = await readTables(env.DATABASE_URL!)
    expect(waits.sendings!.map(({ state }) => state)).toEqual(['due'])
    await withPuppet.product.app.runJobs()
    await without.product.app.runJobs()
    expect(reminders(clerk.heard)).toHaveLength(1)
    expect(await clerk.send('菜单')).not.toContain('【提醒】')
    await without.product.close()
    await withPuppet.product.close()
  })
})
