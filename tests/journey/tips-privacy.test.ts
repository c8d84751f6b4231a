import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { type AgeIdentity, identityFrom, isIdentity } from '../../src/tips/age-identity.ts'
import { createReporterKeys } from '../../src/tips/reporter-key.ts'
import { openWith } from '../../src/tips/sealing.ts'
import type { NewTip } from '../../src/tips/tip.ts'
import { TIP_LEVELS, type TipLevel } from '../../src/turn/tip-levels.ts'
import { createTestDatabase } from '../support/database.ts'
import { readTables } from '../support/records.ts'
import { foundIn, remainsOf } from '../support/remains.ts'
import { createTipStage, row, TIP_SEAL_KEY, type TipStage } from '../support/tips.ts'
import { MARK, markedJpeg } from '../unit/tips/images.ts'

/** What one reporter wrote and is; none of it may be found again by who should not. */
const TEXT = '第7期实操课只拍照不训练'
const MORE = '补充：教师当天不在'
const ANSWER = '已责令该机构整改'
const REASON = '核实奖励发放'
const OPENID = 'oPenIdOfAFrightenedPerson'
const NAME = '示例举报人甲'
const PHONE = '13900001111'
const PLANTED = [TEXT, MORE, ANSWER, REASON, OPENID, NAME, PHONE, MARK]
const PERSON = 'person-key-0123456789abcdef'
const ONCE = 'once-of-a-session'

const PERSONAL: Record<TipLevel, Pick<NewTip, 'level' | 'contact' | 'link'>> = {
  named: { level: 'named', contact: { name: NAME, phone: PHONE }, link: linkTo(OPENID) },
  confidential: { level: 'confidential', contact: { name: NAME, phone: PHONE }, link: linkTo(OPENID) },
  notifiable: { level: 'notifiable', contact: null, link: linkTo(OPENID) },
  'code-only': { level: 'code-only', contact: null, link: null },
}

function linkTo(id: string) {
  return { channel: 'wechat', account: 'gh_test', id } as const
}

describe.each(['sqlite-file', 'postgres'] as const)('on %s', kind => {
  let database: Database
  let stage: TipStage
  const told = new Map<TipLevel, Awaited<ReturnType<typeof story>>>()
  beforeAll(async () => {
    database = await createTestDatabase(kind)
    const keys = createReporterKeys(createSeal(TIP_SEAL_KEY, systemRandom))
    stage = await createTipStage(database, { keys })
    for (const level of TIP_LEVELS) told.set(level, await story(level))
  })
  afterAll(() => database.close())

  /** A tip with a photo, what its reporter and the bureau write, and one more that was never finished. */
  async function story(level: TipLevel) {
    const keep = async () => {
      const key = systemRandom.bytes(32)
      const file = { kind: 'photo', mediaType: 'image/jpeg', bytes: markedJpeg() } as const
      return { ...(await stage.tips.evidence.keep(file, key, stage.world.wall.now())), key }
    }
    await keep()
    const tip = { ...PERSONAL[level], rows: [row('what', TEXT)], evidence: [await keep()] }
    const receipt = await stage.submit(tip)
    await stage.reporters.supplement(receipt.code, PERSON, MORE, [await keep()], ONCE)
    const desk = await stage.desk('licheng')
    const accepted = await desk.accept((await desk.find(receipt.number))!)
    if (accepted.ok) await desk.reply(accepted.tip, ANSWER)
    const { evidence } = ((await desk.open(receipt.number)) as { content: { evidence: { id: string }[] } })
      .content
    const clean = await desk.evidence(receipt.number, evidence[0]!.id, 'clean')
    await (await stage.desk('custodian')).identity(receipt.number, REASON)
    return { ...receipt, exported: clean.ok ? Buffer.from(clean.bytes) : Buffer.alloc(0) }
  }

  /** The database with its files, the recipients, and the log. */
  async function remains(): Promise<Buffer> {
    const parts = [await remainsOf(database), await readFile(stage.recipientsFile)]
    return Buffer.concat([...parts, Buffer.from(JSON.stringify(stage.world.lines))])
  }

  it.each(TIP_LEVELS)('%s: nothing of it lies about, in whatever form', async level => {
    const { number, code, exported } = told.get(level)!
    const all = Buffer.concat([await remains(), exported])
    expect(all.includes(number)).toBe(true)
    expect(foundIn(all, [...PLANTED, code, code.replaceAll('-', ''), PERSON, ONCE])).toEqual([])
  })

  it('no time finer than a day belongs to what a reporter did', async () => {
    const tables = Object.entries(await readTables(database.url)).filter(([name]) => name.startsWith('tip'))
    expect(tables.length).toBe(11)
    for (const [table, rows] of tables)
      for (const [column, value] of rows.flatMap(each => Object.entries(each))) {
        if (typeof value === 'number') expect(value, `${table}.${column}`).toBeLessThan(1_000_000)
        if (typeof value === 'string')
          expect(value, `${table}.${column}`).not.toMatch(/\d{2}:\d{2}|^\d{10,}$/)
      }
    const audit = await database.db.selectFrom('audit').select('actor').execute()
    expect(audit.filter(({ actor }) => actor === 'reporter')).toEqual([])
  })

  /** All that can be read with these keys, and with those that they open in turn. */
  async function readableWith(keys: AgeIdentity[]): Promise<string> {
    const rows = Object.values(await readTables(database.url)).flat()
    let closed = rows.flatMap(each => Object.values(each)).filter(cell => cell instanceof Uint8Array)
    const read: string[] = []
    const left = [...keys]
    for (let key = left.pop(); key; key = left.pop()) {
      const opened = await Promise.all(closed.map(cell => openWith(key, cell)))
      closed = closed.filter((_, index) => !opened[index])
      const texts = opened.flatMap(each => (each ? [Buffer.from(each).toString('latin1')] : []))
      left.push(...texts.filter(isIdentity))
      read.push(...opened.flatMap(each => (each ? [Buffer.from(each).toString()] : [])))
    }
    return read.join('\n')
  }
  const keysOf = (...holders: string[]) => Promise.all(holders.map(holder => stage.identity(holder)))
  const found = (text: string) => PLANTED.filter(planted => text.includes(planted))

  describe('who has', () => {
    it('the database, the recipients and the environment of the web process reads nothing', async () => {
      expect((await remains()).includes('AGE-SECRET-KEY')).toBe(false)
      expect(found(await readableWith([identityFrom(TIP_SEAL_KEY)]))).toEqual([])
    })

    it.each([
      ['a bureau', ['licheng'], [TEXT, MORE, ANSWER, REASON, MARK]],
      ['another bureau', ['xiuyu'], []],
      ['the city', ['putian'], [TEXT, MORE, ANSWER, REASON, MARK]],
      ['the custodian', ['custodian'], [NAME, PHONE]],
      ['the sender', ['sender'], [OPENID]],
      ['all of them', ['licheng', 'custodian', 'sender'], PLANTED],
    ])('the key of %s reads what is theirs and no more', async (_, holders, readable) => {
      expect(found(await readableWith(await keysOf(...holders)))).toEqual(readable)
    })

    it('the query code reads what the bureau wrote to its reporter', async () => {
      const { code } = told.get('named')!
      const { identity } = await createReporterKeys(createSeal(TIP_SEAL_KEY, systemRandom))(code)
      expect(found(await readableWith([identity]))).toEqual([ANSWER])
    })
  })

  it('once the clock has run nobody finds the reporter, with all keys and the files of the disk', async () => {
    const { number } = told.get('named')!
    const wrapped = await database.db.selectFrom('tip_keys').selectAll().execute()
    const everybody = await keysOf('licheng', 'putian', 'custodian', 'sender')
    const before = await remains()
    for (const { identity } of wrapped) expect(before.includes(endOf(identity))).toBe(true)

    stage.world.wall.advance(500 * 86_400_000)
    await stage.tips.upkeep()
    expect(found(await readableWith(everybody))).toEqual([TEXT, MORE, ANSWER, REASON, MARK])
    const after = await remains()
    for (const { identity } of wrapped) expect(after.includes(endOf(identity))).toBe(false)
    expect(after.includes(number)).toBe(true)
  })
})

/** The sealed part of a short age file: what remains of it would be enough to open it. */
function endOf(file: Uint8Array): Buffer {
  return Buffer.from(file.subarray(-64))
}
