import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { content } from '../support/content.ts'
import { CHECK_INSTITUTION, creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { type PageVisitor, photoFile } from '../support/page-visitor.ts'
import { startUnitPages, type UnitPages } from '../support/unit-pages.ts'

let pages: UnitPages
beforeEach(async () => {
  pages = await startUnitPages(await createEmptyDatabase('sqlite-memory'))
  await pages.say('甲', ...registerInstitution(creditCode(1)))
  return () => pages.close()
})

describe('one record', () => {
  test('begun in chat, continued on the page, finished in chat: nothing lost, nothing doubled', async () => {
    await pages.say('甲', '不存在', '存在')
    const page = await pages.visitor()
    await page.fill('/u/item/T2', {
      'w:T2.1.checks': ['d'],
      'w:T2.1.what': '2021年6月第3期少上8学时',
      'w:T2.1.rectified': 'open',
      'w:T2.1.more': 'end',
    })
    expect(await pages.say('甲', '自查')).toContain('【3/6】')
    const review = await pages.say('甲', '不存在', '不存在', '好', '教师8人，专职5人，兼职3人。', '都做到了')
    expect(review).toContain('还有3条没填')
    const last = await pages.say('甲', '补填', '给这32人补足8学时', '教务主任', '明天', '提交自查')
    expect(last).toContain('自查已提交，第1版')

    expect(Object.keys(await pages.answers())).toEqual([
      'T1.result',
      'T2.1.checks',
      'T2.1.due',
      'T2.1.measure',
      'T2.1.more',
      'T2.1.owner',
      'T2.1.rectified',
      'T2.1.what',
      'T2.result',
      'T3.result',
      'T4.result',
      'T5.account',
      'T5.rating',
      'T6.published',
    ])
    const { self_checks, filings } = await counts()
    expect({ self_checks, filings }).toEqual({ self_checks: 1, filings: 1 })
  })

  test('filled on the pages it is filed with the same rows as filled in chat', async () => {
    await pages.say('乙', ...registerInstitution(creditCode(2)))
    for (const message of CHECK_INSTITUTION)
      await pages.send(
        '乙',
        typeof message === 'string' ? message : { kind: 'image', mediaId: 'm', url: 'u' },
      )
    const page = await pages.visitor()
    await page.fill('/u/item/T1', { 'w:T1.result': 'none' })
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    await page.fill('/u/item/T2', {
      'w:T2.1.checks': 'd',
      'w:T2.1.what': '2021年6月第3期低压电工班，实操少上8学时，涉及32人',
      'w:T2.1.measure': '给这32人补足8学时',
      'w:T2.1.owner': '示例责任人 教务主任',
      'w:T2.1.due': '2022-03-11',
      'w:T2.1.rectified': 'done',
      'w:T2.1.more': 'end',
    })
    await page.send((await page.go('/u/item/T2')).text, { 'f:T2.1.proof': photoFile('a.png') })
    await page.fill('/u/item/T3', { 'w:T3.result': 'none' })
    await page.fill('/u/item/T4', { 'w:T4.result': 'na' })
    await page.fill('/u/item/T4', { 'w:T4.reason': '本机构不收取培训费用' })
    await page.fill('/u/item/T5', {
      'w:T5.rating': 'good',
      'w:T5.account': '教师8人，专职5人，兼职3人；每半年听课一次。',
    })
    await page.fill('/u/item/T6', { 'w:T6.published': await checksOf(page) })

    const submitted = await page.fill('/u/check', {})
    expect(submitted.status).toBe(200)
    expect(submitted.text).toContain('自查已提交，第1版。')
    expect(submitted.text).toContain('要报送：自查报告')
    const [inChat, onPage] = await filedRows()
    expect(onPage).toEqual(inChat)
  })

  test('the same form twice, at once or later, is one answer and one photo', async () => {
    const page = await pages.visitor()
    await page.fill('/u/item/T2', { 'w:T2.result': 'present' })
    const { text } = await page.go('/u/item/T2')
    const twice = await Promise.all(
      [1, 2].map(() => page.send(text, { 'f:T2.1.photos': photoFile('a.png') })),
    )
    expect(
      [...twice, await page.send(text, { 'f:T2.1.photos': photoFile('a.png') })].map(({ status }) => status),
    ).toEqual([303, 303, 303])
    expect(((await pages.answers())['T2.1.photos'] as string[]).length).toBe(1)
    expect((await counts()).photos).toBe(1)
  })
})

describe.each(['sqlite-memory', 'postgres'] as const)('two at the same moment on %s', kind => {
  let own: UnitPages
  beforeAll(async () => {
    own = await startUnitPages(await createEmptyDatabase(kind))
    await own.say('甲', ...registerInstitution(creditCode(1)))
    return () => own.close()
  })
  const open = () => own.visitor('甲')

  test('the later one sees both versions, and nothing is written until one is chosen', async () => {
    const [first, second] = [await open(), await open()]
    await first.fill('/u/item/T5', { 'w:T5.rating': 'good' })
    const { text } = await second.go('/u/item/T5')
    await first.fill('/u/item/T5', { 'w:T5.rating': 'weak', 'w:T5.account': '同事写的情况说明，教师8人。' })
    const conflict = await second.send(text, { 'w:T5.account': '我写的情况说明，教师9人。' })

    expect(conflict.status).toBe(409)
    expect(conflict.text).toContain('同事写的情况说明，教师8人。')
    expect(conflict.text).toContain('我写的情况说明，教师9人。')
    expect((await own.answers())['T5.account']).toBe('同事写的情况说明，教师8人。')

    expect((await second.send(conflict.text, {})).status).toBe(303)
    expect(await own.answers()).toMatchObject({
      'T5.rating': 'weak',
      'T5.account': '我写的情况说明，教师9人。',
    })
  })

  test('really at the same moment exactly one is written', async () => {
    const [first, second] = [await open(), await open()]
    const forms = [(await first.go('/u/item/T1')).text, (await second.go('/u/item/T1')).text]
    const sent = await Promise.all([
      first.send(forms[0]!, { 'w:T1.result': 'none' }),
      second.send(forms[1]!, { 'w:T1.result': 'unsure' }),
    ])
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const winner = sent[0]?.status === 303 ? 'none' : 'unsure'
    expect((await own.answers())['T1.result']).toBe(winner)
  })

  test('in chat the person is told, and what was answered on the page stands', async () => {
    expect(await own.say('甲', '自查')).toContain('【2/6】')
    await (await open()).fill('/u/item/T2', { 'w:T2.result': 'na', 'w:T2.reason': '' })
    expect(await own.say('甲', '存在')).toContain('这一题刚刚有人答过：不适用')
    expect((await own.answers())['T2.result']).toBe('na')
  })

  test('a submission of what someone else has changed since is not filed', async () => {
    const [page, other] = [await open(), await open()]
    await page.fill('/u/item/T2', { 'w:T2.reason': '本机构没有这一类班次' })
    await page.fill('/u/item/T5', { 'w:T5.rating': 'good' })
    await page.fill('/u/item/T6', { 'w:T6.published': await checksOf(page) })
    for (const item of ['T1', 'T3', 'T4'])
      await page.fill(`/u/item/${item}`, { [`w:${item}.result`]: 'none' })
    const { text } = await page.go('/u/check')
    await other.fill('/u/item/T5', { 'w:T5.rating': 'fair' })
    const refused = await page.send(text, {})
    expect(refused.status).toBe(409)
    expect(refused.text).toContain(content.phrases['self-check.changed'])
    const filed = await page.send(refused.text, {})
    expect(filed.text).toContain('自查已提交，第1版')
    expect((await page.send(refused.text, {})).text).toContain('自查已提交，第1版')
    expect(await own.database.db.selectFrom('filings').select('version').execute()).toEqual([{ version: 1 }])
  })
})

/** All that item 6 asks for. */
async function checksOf(page: PageVisitor): Promise<string[]> {
  const { text } = await page.go('/u/item/T6')
  return [...text.matchAll(/name="w:T6.published" value="([a-z])"/g)].map(([, id]) => id ?? '')
}

async function counts(): Promise<Record<string, number>> {
  const { db } = pages.database
  const tables = ['self_checks', 'filings', 'photos'] as const
  const found = tables.map(async table => {
    const rows = await db.selectFrom(table).selectAll().execute()
    return [table, rows.length]
  })
  return Object.fromEntries(await Promise.all(found))
}

/** What each filing's rows say, in the order of filing. */
async function filedRows(): Promise<unknown[]> {
  const rows = await pages.database.db.selectFrom('filings').select('snapshot').orderBy('filed_at').execute()
  return rows.map(({ snapshot }) =>
    JSON.parse(snapshot).rows.map((row: Record<string, string>) => [row.path, row.question, row.shown]),
  )
}
