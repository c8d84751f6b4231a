import { setTimeout as delay } from 'node:timers/promises'
import Libsql from 'libsql'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ACCOUNT } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import { type Cable, layCable } from '../support/cable.ts'
import { content } from '../support/content.ts'
import { creditCode, PHOTO, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPlatform, type Follower } from '../support/platform.ts'
import { type Product, startProduct } from '../support/product.ts'
import { readTables } from '../support/records.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'

const SEND_AGAIN = content.phrases['failed.again']!

let product: Product
let follower: Follower

async function startConversation(
  env: Record<string, string>,
  world: Parameters<typeof startProduct>[1] = {},
) {
  product = await startProduct(env, world)
  const { wall, webhookUrl } = product
  follower = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl }).follower(newName())
  for (const message of registerInstitution(creditCode(1))) await follower.send(message)
}

async function readiness(): Promise<string> {
  const response = await fetch(`${product.url}/readyz`)
  return `${response.status} ${await response.text()}`
}

async function untilReady(): Promise<void> {
  while ((await readiness()) !== '200 ready') await delay(50)
}

describe('while something the product stands on is away', () => {
  let redis: RedisServer
  let cable: Cable
  let database: string

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())
  beforeEach(async () => {
    database = await createEmptyDatabase('postgres')
    cable = await layCable(database)
    await startConversation({ DATABASE_URL: cable.url, REDIS_URL: redis.url })
  })
  afterEach(async () => {
    await product.close()
    await cable.close()
  })

  const TROUBLES: [string, string, () => unknown, () => unknown][] = [
    ['Redis has stopped', 'conversations', () => redis.kill(), () => redis.restart()],
    ['Redis hangs', 'conversations', () => redis.pause(), () => redis.resume()],
    ['PostgreSQL cannot be reached', 'database', () => cable.cut(), () => cable.mend()],
    ['PostgreSQL hangs', 'database', () => cable.hang(), () => cable.mend()],
  ]

  test.each(TROUBLES)(
    '%s: the person is asked to send it again, nothing changes, and later it works',
    async (_, what, begin, end) => {
      await follower.send('不存在')
      const before = await readTables(database)

      await begin()
      expect((await follower.send('存在')).text).toBe(SEND_AGAIN)
      expect(await readiness()).toBe(`503 away: ${what}`)
      expect(await (await fetch(`${product.url}/healthz`)).text()).toBe('ok')
      expect(await readTables(database)).toEqual(before)

      await end()
      await untilReady()
      expect((await follower.send('存在')).text).toContain('【按大纲组织教学】先说一个问题')
      expect((await readTables(database)).answers).toHaveLength(2)
    },
  )

  test('the log says what is away, and nothing of the person', async () => {
    await follower.send('存在')
    await follower.send('1')
    await cable.cut()
    await follower.send('这一句不能出现')
    expect(product.logged.find(line => line.includes('turn failed'))).toContain('store-away')
    expect(product.logged.join()).not.toContain('这一句不能出现')
    expect(product.logged.join()).not.toContain(follower.openid)
    await cable.mend()
  })
})

test('while its file is locked by someone else, the embedded default asks to send it again', async () => {
  const DATABASE_URL = await createEmptyDatabase('sqlite-file')
  await startConversation({ DATABASE_URL })
  const other = new Libsql(DATABASE_URL.slice('sqlite:'.length))
  other.exec('begin immediate')
  const { text } = await follower.send('不存在')
  other.exec('rollback')
  other.close()
  expect(text).toBe(SEND_AGAIN)
  expect((await follower.send('不存在')).text).toContain('【2/6】')
  await product.close()
})

test.each(BACKENDS)(
  'with %s, a reply that comes too late for WeChat comes with the next message',
  async (_, open) => {
    let bring = () => {}
    const brought = new Promise<void>(resolve => {
      bring = resolve
    })
    const fetchPhoto = async () => {
      await brought
      return { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), mediaType: 'image/png' }
    }
    await startConversation(await open(), { fetchPhoto })
    for (const message of ['存在', '1', '学员管理制度没有写收费', '修订制度', '示例责任人 校长', '明天'])
      await follower.send(message)

    const late = await follower.send(PHOTO)
    expect(late.bytes.toString()).toBe('success')
    bring()

    const next = (await follower.send('好了')).text
    const [photo, note, question] = ['第1张收到', content.phrases['parked.foot']!, '现在改到哪一步了'].map(
      each => next.indexOf(each),
    )
    expect([photo, note, question].every(place => place! >= 0)).toBe(true)
    expect(photo! < note! && note! < question!).toBe(true)
    expect((await follower.send('未整改')).text).not.toContain('第1张收到')
    await product.close()
  },
)
