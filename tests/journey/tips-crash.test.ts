import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import { type Database, openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import type { NewTip, Receipt } from '../../src/tips/tip.ts'
import type { TipLevel } from '../../src/turn/tip-levels.ts'
import { embeddedGround, type Ground, sharedGround } from '../support/ground.ts'
import { type MortalStorage, mortalStorage } from '../support/mortal-storage.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { foundIn, remainsOf } from '../support/remains.ts'
import { createTipStage, newTip, row } from '../support/tips.ts'
import { createWorld } from '../support/world.ts'

/** A tip is submitted while the process may die after every statement; then the same is submitted again. */
let redis: RedisServer
const storages: MortalStorage[] = []
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(async () => {
  for (const storage of storages) storage.bury()
  await redis.stop()
})

const GROUNDS: [string, () => Promise<Ground>][] = [
  ['SQLite', embeddedGround],
  ['PostgreSQL', () => sharedGround(redis.url)],
]

const TEXT = '第7期实操课只拍照不训练'
const PHOTO = 'GPS 25.43N 119.01E'
const CONTACT = { name: '示例举报人', phone: '13800000000' }
const PLANTED = [TEXT, PHOTO, CONTACT.name, CONTACT.phone, 'openid-of-someone']
const LINK = { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' } as const

async function on<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

function personal(level: TipLevel): Pick<NewTip, 'contact' | 'link'> {
  const isNamed = level === 'named' || level === 'confidential'
  return { contact: isNamed ? CONTACT : null, link: level === 'code-only' ? null : LINK }
}

/** A tip with two photos in the draft store. */
async function drafted(url: string, level: TipLevel): Promise<NewTip> {
  return on(url, async database => {
    await migrate(database)
    const { tips, world } = await createTipStage(database)
    const keep = async (text: string) => {
      const key = systemRandom.bytes(32)
      const file = { kind: 'photo', mediaType: 'image/png', bytes: Buffer.from(text) } as const
      return { ...(await tips.evidence.keep(file, key, world.wall.now())), key }
    }
    const evidence = [await keep(PHOTO), await keep(`${PHOTO} again`)]
    return newTip({ level, ...personal(level), evidence, rows: [row('what', TEXT)] })
  })
}

/** Whether the process died at this step; else the receipt. */
async function submitDyingAt(step: number, url: string, tip: NewTip): Promise<Receipt | 'died'> {
  const storage = mortalStorage()
  storages.push(storage)
  const opened = await storage.openStorage({ databaseUrl: url, redisUrl: null }, createWorld().wall)
  const { submit } = await createTipStage(opened.database)
  storage.dieAt(step)
  const outcome = await Promise.race([storage.died.then(() => 'died' as const), submit(tip)])
  await opened.close()
  return outcome
}

/** How many rows there are of what a submission writes, and of what it takes away. */
function rowsOf({ db }: Database) {
  const count = async (
    table: 'tips' | 'tip_evidence' | 'tip_contacts' | 'tip_links' | 'tip_keys' | 'tip_events',
  ) => (await db.selectFrom(table).selectAll().execute()).length
  return Promise.all([
    count('tips'),
    count('tip_evidence'),
    count('tip_contacts'),
    count('tip_links'),
    count('tip_keys'),
    count('tip_events'),
    db
      .selectFrom('tip_draft_evidence')
      .select('id')
      .execute()
      .then(({ length }) => length),
  ])
}

const NOTHING = [0, 0, 0, 0, 0, 0, 2]

function wholeOf({ contact, link }: NewTip): number[] {
  const [contacts, links] = [Number(contact !== null), Number(link !== null)]
  return [1, 2, contacts, links, contacts + links, 1, 0]
}

/** Of one level every step, of the others some. */
const LEVELS: [TipLevel, every: number][] = [
  ['named', 1],
  ['confidential', 4],
  ['notifiable', 5],
  ['code-only', 6],
]

describe.each(GROUNDS)('on %s', (_name, openGround) => {
  test.each(LEVELS)(
    'a tip of level %s is whole or not there, nothing of it lies about, and its receipt is the same, wherever the process dies',
    async (level, every) => {
      const ground = await openGround()
      const tip = await drafted(ground.env.DATABASE_URL, level)
      const whole = wholeOf(tip)
      // The draft has not let go yet.
      const both = [...whole.slice(0, -1), 2]
      let step = every - 1
      for (; ; step += every) {
        const env = await ground.copy()
        const outcome = await submitDyingAt(step, env.DATABASE_URL, tip)
        const left = outcome === 'died' ? await ground.wreckOf(env) : env
        await on(left.DATABASE_URL, async database => {
          expect([NOTHING, both, whole]).toContainEqual(await rowsOf(database))
          expect(foundIn(await remainsOf(database), PLANTED)).toEqual([])
          const stage = await createTipStage(database)
          const receipt = await stage.submit(tip)
          if (outcome !== 'died') expect(receipt).toEqual(outcome)
          expect(await rowsOf(database)).toEqual(whole)
          const seen = await stage.reporters.look(receipt.code, 'a person key')
          expect(seen).toMatchObject({
            outcome: 'found',
            tip: { number: receipt.number, hasContact: level !== 'code-only' },
          })
          const opened = await (await stage.desk('licheng')).open(receipt.number)
          expect(opened).toMatchObject({ ok: true, proof: receipt.proof, content: { evidence: [{}, {}] } })
        })
        if (outcome !== 'died') break
      }
      expect(step).toBeGreaterThan(10)
    },
  )
})
