import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openRedis, type RedisLink } from '../../src/storage/redis.ts'
import { ACCOUNT, ACCOUNT_ENV } from '../support/account.ts'
import { newName } from '../support/backends.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPlatform, type Sending } from '../support/platform.ts'
import { type ProductProcess, runProduct, startProductProcess } from '../support/product-process.ts'
import { ownUnits, readTables, withoutChance } from '../support/records.ts'
import { seededRandom } from '../support/world.ts'

const CHECK = [
  ...[
    '不存在',
    '存在',
    '4',
    '2021年6月第3期，实操少上8学时',
    '补足8学时',
    '示例责任人 教务主任',
    '今天',
    '跳过',
    '整改中',
    '没有了',
  ],
  ...['不存在', '不适用', '本机构不收取培训费用', '好', '教师8人，专职5人，兼职3人。', '都做到了'],
]

/** How many messages the instances have heard of: those done, those in line, and the one being handled. */
const KNOWN = `
  local known = #redis.call('KEYS', '*:seen:*')
  for _, key in ipairs(redis.call('KEYS', '*:queue')) do known = known + redis.call('ZCARD', key) end
  for _, key in ipairs(redis.call('KEYS', '*:turn')) do known = known + redis.call('HEXISTS', key, 'message') end
  return known`

/** Messages of one person in line at once. */
const LINE = 5

let env: { DATABASE_URL: string; REDIS_URL: string }
let instances: ProductProcess[]
let redis: RedisLink
let records: pg.Client
const platform = createPlatform(ACCOUNT)

beforeAll(async () => {
  env = { DATABASE_URL: await createEmptyDatabase('postgres'), REDIS_URL: `${inject('redisUrl')}/7` }
  redis = await openRedis(env.REDIS_URL)
  records = new pg.Client({ connectionString: env.DATABASE_URL })
  await records.connect()
  const start = () => startProductProcess({ ...ACCOUNT_ENV, ...env })
  instances = await Promise.all([start(), start()])
})
afterAll(async () => {
  await Promise.all((instances ?? []).map(each => each.kill()))
  await records.end()
  await redis.close()
})

const urlOf = (index: number) => instances[index]!.webhookUrl
const known = async () => (await redis.send(['EVAL', KNOWN, '0'])) as number

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(2)
}

/** A person who stands before `提交自查`, or wherever the messages lead; sent in order to one instance. */
async function personAfter(messages: string[]) {
  const follower = platform.follower(newName())
  const replies: string[] = []
  for (const message of messages) replies.push((await follower.post(message, urlOf(0)).answer).text)
  return { follower, replies }
}

/** Sends an answer and stops its turn where it is about to be recorded. */
async function holdUp(send: () => Sending) {
  await records.query('begin; lock table answers in exclusive mode')
  const { answer } = send()
  await until(async () => {
    const { rows } = await records.query(
      "select 1 from pg_locks where relation = 'answers'::regclass and not granted",
    )
    return rows.length > 0
  })
  return { answer, letGo: () => records.query('commit') }
}

describe('two instances on one Redis and PostgreSQL', () => {
  test('handle the rapid messages of one person in the order they came, wherever each one came in', async () => {
    const conversation = (code: string) => [
      ...registerInstitution(code),
      ...CHECK,
      '提交自查',
      '进度',
      '菜单',
    ]
    const calm = await personAfter(conversation(creditCode(1)))

    const hasty = platform.follower(newName())
    const before = await known()
    const random = seededRandom('instances')
    const answers: Sending['answer'][] = []
    let answered = 0
    for (const message of conversation(creditCode(2))) {
      const { answer } = hasty.post(message, urlOf(random.bytes(1)[0]! % 2))
      answers.push(answer.finally(() => answered++))
      await until(async () => (await known()) >= before + answers.length)
      // A longer line would not be through within WeChat's patience, however hasty its person.
      await until(async () => answers.length - answered < LINE)
    }
    const replies = (await Promise.all(answers)).map(({ text }) => text)

    expect(replies).toHaveLength(30)
    const comparable = (text: string) =>
      withoutChance(text).replaceAll(creditCode(1), 'code').replaceAll(creditCode(2), 'code')
    expect(replies.map(comparable)).toEqual(calm.replies.map(comparable))
    const tables = await readTables(env.DATABASE_URL)
    const { filings } = tables
    const snapshots = ownUnits(tables).map(({ id }) =>
      JSON.parse(String(filings!.find(filing => filing.unit_id === id)!.snapshot)),
    )
    expect(snapshots[0].answers).toEqual(snapshots[1].answers)
  })

  test('messages that come in while one is handled have their place in line at once, also beside the same instance', async () => {
    const { follower } = await personAfter([...registerInstitution(creditCode(5)), '不存在', '存在', '1'])
    const before = await known()
    const { answer, letGo } = await holdUp(() => follower.post('实操少上8学时', urlOf(0)))
    const answers = [answer]
    for (const [message, index] of [
      ['补足8学时', 0],
      ['示例责任人 教务主任', 1],
      ['今天', 0],
    ] as const) {
      answers.push(follower.post(message, urlOf(index)).answer)
      await until(async () => (await known()) === before + answers.length)
    }
    await letGo()
    const texts = (await Promise.all(answers)).map(({ text }) => text.slice(0, 4))
    expect(texts).toEqual(['准备怎么', '谁负责？', '什么时候', '有照片就'])
  })

  test('a retry that reaches the other instance while the message is handled waits and gets the same reply', async () => {
    const { follower } = await personAfter([...registerInstitution(creditCode(3)), '不存在'])
    const before = await known()
    const { answer, letGo } = await holdUp(() => follower.post('存在', urlOf(0)))
    const second = follower.repost(urlOf(1))
    await until(async () => (await known()) === before + 2)
    await letGo()

    const [one, other] = await Promise.all([answer, second.answer])
    expect(one.text).toContain('它属于哪几种情形')
    expect(other.bytes).toEqual(one.bytes)
  })

  test('a message that is delivered to both at once is recorded once and answered alike', async () => {
    const { follower } = await personAfter([...registerInstitution(creditCode(4)), ...CHECK])
    const sendings = [follower.post('提交自查', urlOf(0)), follower.repost(urlOf(1))]
    const [one, other] = await Promise.all(sendings.map(({ answer }) => answer))
    expect(one!.text).toContain('回执号')
    expect(other!.bytes).toEqual(one!.bytes)
    const { rows } = await records.query(
      'select version from filings join units on units.id = unit_id where credit_code = $1',
      [creditCode(4)],
    )
    expect(rows).toEqual([{ version: 1 }])
  })
})

describe('two instances without Redis', () => {
  const REFUSAL =
    'another anpei process uses this database; several instances need REDIS_URL and a postgres DATABASE_URL'

  test.each(['sqlite-file', 'postgres'] as const)(
    'the second one on %s says what it needs and does not start',
    async kind => {
      const alone = { ...ACCOUNT_ENV, PORT: '0', DATABASE_URL: await createEmptyDatabase(kind) }
      const first = await startProductProcess(alone)
      const second = await runProduct(alone)
      expect(second.code).toBe(1)
      expect(second.stderr).toContain(REFUSAL)

      await first.kill()
      const third = await startProductProcess(alone)
      await third.kill()
    },
  )

  test('Redis with a SQLite file is refused before anything is opened', async () => {
    const DATABASE_URL = await createEmptyDatabase('sqlite-file')
    const { code, stderr } = await runProduct({ ...ACCOUNT_ENV, DATABASE_URL, REDIS_URL: env.REDIS_URL })
    expect(code).toBe(1)
    expect(stderr).toContain('DATABASE_URL: several instances cannot share a SQLite file')
  })
})
