import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openRedis } from '../../src/storage/redis.ts'
import { ACCOUNT } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import { content } from '../support/content.ts'
import {
  CHECK_INSTITUTION,
  CONTACT,
  creditCode,
  registerEnterprise,
  registerInstitution,
} from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPlatform, type Follower, type PlatformOptions } from '../support/platform.ts'
import { type Product, startProduct } from '../support/product.ts'
import { ownUnits, readTables } from '../support/records.ts'

type Tables = Awaited<ReturnType<typeof readTables>>

const SAFE = { env: {}, platform: {} }
const PLAIN = { env: { WECHAT_ENCODING_AES_KEY: '' }, platform: { encodingAesKey: null } }
const COMPAT = { env: {}, platform: { compat: true } }

const embedded = async () => ({ DATABASE_URL: await createEmptyDatabase('sqlite-file') })
const shared = async () => ({
  DATABASE_URL: await createEmptyDatabase('postgres'),
  REDIS_URL: `${inject('redisUrl')}/6`,
})

type Wire = { env: Record<string, string>; platform: Partial<PlatformOptions> }
const WAYS: [string, Wire, () => Promise<{ DATABASE_URL: string; REDIS_URL?: string }>][] = [
  ['safe mode on the embedded default', SAFE, embedded],
  ['plain mode on the embedded default', PLAIN, embedded],
  ['compat mode on the embedded default', COMPAT, embedded],
  ['safe mode on Redis and PostgreSQL', SAFE, shared],
]

describe.each(WAYS)('in %s', (_name, wire, open) => {
  let storage: { DATABASE_URL: string; REDIS_URL?: string }
  let product: Product
  let institution: Follower
  let enterprise: Follower
  let tables: Tables

  beforeAll(async () => {
    storage = await open()
    product = await startProduct({ ...storage, ...wire.env })
    const { wall, webhookUrl } = product
    const platform = createPlatform({ ...ACCOUNT, wall, webhookUrl: () => webhookUrl, ...wire.platform })
    institution = platform.follower(newName())
    enterprise = platform.follower(newName())
  })
  afterAll(() => product.close())

  /** Nothing that names a person may lie anywhere in the open. */
  async function expectNobodyInTheOpen() {
    const kept = await everythingKept(storage)
    expect(kept).toContain('示例安全培训学校')
    for (const { openid } of [institution, enterprise]) expect(kept).not.toContain(openid)
    for (const secret of [CONTACT.phone, CONTACT.name]) expect(kept).not.toContain(secret)
    const log = product.logged.join('\n')
    for (const secret of [institution.openid, enterprise.openid, CONTACT.phone, CONTACT.name, '低压电工班']) {
      expect(log).not.toContain(secret)
    }
  }

  test('an institution registers, walks its checklist and files', async () => {
    expect((await institution.send({ kind: 'follow' })).text).toContain('安培助手')
    for (const message of registerInstitution(creditCode(1)).slice(0, -1)) await institution.send(message)
    expect((await institution.resend()).text).toContain(CONTACT.phone)
    await institution.send('提交登记')

    for (const message of CHECK_INSTITUTION.slice(0, -1)) await institution.send(message)
    const filed = await institution.send('提交自查')
    expect(filed.text).toMatch(/回执号：ZC20220310-[0-9A-Z]{8}\n/)
    expect(filed.text).toContain('2022年3月20日前（星期日，休息日）')
    expect((await institution.resend()).bytes).toEqual(filed.bytes)
  })

  test('an enterprise that finds nothing files, and the name and phone of whoever is in the middle of it stay sealed', async () => {
    for (const message of registerEnterprise(creditCode(2)).slice(0, -1)) await enterprise.send(message)
    await expectNobodyInTheOpen()
    for (const message of ['提交登记', '没有', '没有', '没有']) await enterprise.send(message)
    expect((await enterprise.send('提交自查')).text).toContain('没有发现问题')
  })

  test('units and members are on record', async () => {
    tables = await readTables(storage.DATABASE_URL)
    const units = ownUnits(tables).map(({ id, created_at, updated_at, ...rest }) => rest)
    expect(units).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: 'training-institution',
          name: '示例安全培训学校',
          credit_code: creditCode(1),
          district: 'licheng',
          special_ops: 1,
          bureau: 'putian',
        }),
        expect.objectContaining({
          subject: 'enterprise',
          credit_code: creditCode(2),
          industry: 'manufacturing',
          high_risk: 0,
          level: 'county',
          bureau: 'hanjiang',
        }),
      ]),
    )
    expect(units).toHaveLength(2)
    expect(tables.members!.map(({ role, left_at }) => [role, left_at])).toEqual([
      ['lead', null],
      ['lead', null],
    ])
    expect(tables.drafts).toEqual([])
  })

  test('every answer is on record as it was given', () => {
    const [photo] = tables.photos!
    expect(tables.photos).toHaveLength(1)
    const answers = Object.fromEntries(
      tables.answers!.map(({ path, value }) => [String(path), JSON.parse(String(value))]),
    )
    expect(answers).toEqual({
      'T1.result': 'none',
      'T2.result': 'present',
      'T2.1.checks': ['d'],
      'T2.1.what': '2021年6月第3期低压电工班，实操少上8学时，涉及32人',
      'T2.1.measure': '给这32人补足8学时',
      'T2.1.owner': '示例责任人 教务主任',
      'T2.1.due': '2022-03-11',
      'T2.1.rectified': 'done',
      'T2.1.proof': [photo!.id],
      'T2.1.more': 'end',
      'T3.result': 'none',
      'T4.result': 'na',
      'T4.reason': '本机构不收取培训费用',
      'T5.rating': 'good',
      'T5.account': '教师8人，专职5人，兼职3人；每半年听课一次。',
      'T6.published': ['a', 'b', 'c'],
      'P-PLAN.result': 'none',
      'P-CERT.result': 'none',
      'P-REC.result': 'none',
    })
  })

  test('what was filed holds every question as it was asked, and the problem is on the list', () => {
    const filings = tables.filings!.map(({ snapshot, version, problems }) => ({
      ...JSON.parse(String(snapshot)),
      version,
      problems,
    }))
    const filed = filings.find(({ unit }) => unit.subject === 'training-institution')
    expect([filed.version, filed.problems]).toEqual([1, 1])
    const asked = new Map<string, string>(
      filed.rows.map((row: { path: string; question: string }) => [row.path, row.question]),
    )
    for (const [index, item] of itemsOf('training-institution').entries()) {
      const [question] = [...asked].filter(([path]) => path.startsWith(`${item.id}.`)).map(([, text]) => text)
      expect(question).toContain(`【${index + 1}/6】${item.text}`)
    }
    expect(filed.rows.map((row: { shown: string }) => row.shown)).toContain('压缩培训学时')
    expect(tables.problems!.map(({ path, item_id, due, status }) => [path, item_id, due, status])).toEqual([
      ['T2.1', 'T2', '2022-03-11', 'closed'],
    ])
  })

  test('no openid, phone or contact name lies in a table, in Redis or in the log', expectNobodyInTheOpen)
})

function itemsOf(subject: string) {
  return content.scripts.get(`self-check/${subject}`)!.items
}

/** All that is stored as one text: rows, the bytes in them, the bytes of the database file, keys and values in Redis. */
async function everythingKept({
  DATABASE_URL,
  REDIS_URL,
}: {
  DATABASE_URL: string
  REDIS_URL?: string
}): Promise<string> {
  const rows = Object.values(await readTables(DATABASE_URL)).flat()
  const kept = rows.flatMap(row => Object.values(row).map(asText))
  if (DATABASE_URL.startsWith('sqlite:')) {
    const folder = dirname(DATABASE_URL.slice('sqlite:'.length))
    kept.push(...readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8')))
  }
  if (REDIS_URL) kept.push(...(await everythingInRedis(REDIS_URL)))
  return kept.join('\n')
}

async function everythingInRedis(url: string): Promise<string[]> {
  const link = await openRedis(url)
  const keys = (await link.send(['KEYS', '*'])) as Buffer[]
  expect(keys.length).toBeGreaterThan(4)
  const read: Record<string, string[]> = { string: ['GET'], hash: ['HGETALL'], zset: ['ZRANGE', '0', '-1'] }
  const kept: string[] = []
  for (const key of keys) {
    const [command, ...rest] = read[String(await link.send(['TYPE', key]))]!
    kept.push(key.toString(), asText(await link.send([command!, key, ...rest])))
  }
  await link.close()
  return kept
}

function asText(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  return Array.isArray(value) ? value.map(asText).join(' ') : String(value)
}
