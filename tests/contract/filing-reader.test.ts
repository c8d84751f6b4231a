import { afterEach, describe, expect, it } from 'vitest'
import type { Checklist } from '../../src/dialog/content.ts'
import { createScript, type Script } from '../../src/dialog/script.ts'
import { papersOf } from '../../src/documents/papers-of.ts'
import { renderDocx } from '../../src/documents/render-docx.ts'
import type { Database } from '../../src/storage/database.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { ANNEX_2, FORM } from '../unit/documents/annexes.ts'
import { ENTERPRISE_CLEAN, LEDGER, problem, SCRIPTS, setting } from '../unit/documents/filed.ts'
import { FILED_AT, fileOne, readerWith, receiptOf } from '../unit/documents/filing-records.ts'
import { readDocx } from '../unit/documents/read-docx.ts'

const FOUND = { ...ENTERPRISE_CLEAN, 'P-CERT.result': 'present', ...problem('P-CERT.1') }

/** The enterprise's checklist after a clerk has rewritten it. */
const EDITED: Script = createScript(
  SCRIPTS.enterprise.dialog,
  {
    ...(SCRIPTS.enterprise.form as NonNullable<Script['form']>),
    form: '新的检查表',
    items: SCRIPTS.enterprise.items.map(item => ({
      ...item,
      text: `改过的${item.text}`,
      checks: item.checks.map(check => ({ ...check, label: `改过的${check.label}` })),
    })),
  } as Checklist,
  SCRIPTS.enterprise.lists,
)
const EDITED_CONTENT = new Map([...content.scripts, ['self-check/enterprise', EDITED]])

let database: Database
afterEach(() => database.close())

describe.each(TEST_DATABASES)('filings on %s', kind => {
  it('an old filing shows its questions as they were asked then', async () => {
    database = await createTestDatabase(kind)
    await readerWith(database)
    const receipt = await fileOne(database, { number: 1, answers: FOUND })
    const reader = await readerWith(database, EDITED_CONTENT)
    const filing = await reader.find(receipt)
    if (!filing) throw new Error('no filing')
    const [checklist, problems] = papersOf(filing, await reader.scriptOf(filing), setting)
    if (!checklist || !problems) throw new Error('no papers')
    const { body, tables } = readDocx(await renderDocx(checklist))
    expect(body[1]).toBe(FORM)
    expect(tables[0]?.slice(1).map(row => row[0])).toEqual(ANNEX_2.rows.map(row => [row]))
    expect(tables[0]?.[2]?.[1]?.[0]).toContain('（特种作业人员无证上岗）')
    expect(readDocx(await renderDocx(problems)).text).not.toContain('改过的')
  })

  it('a filing made with the edited content shows that', async () => {
    database = await createTestDatabase(kind)
    const reader = await readerWith(database, EDITED_CONTENT)
    const receipt = await fileOne(database, { number: 1, answers: FOUND, script: EDITED })
    const filing = await reader.find(receipt)
    if (!filing) throw new Error('no filing')
    const [checklist] = papersOf(filing, await reader.scriptOf(filing), setting)
    expect(JSON.stringify(checklist)).toContain('改过的特种作业人员无证上岗')
    expect(checklist?.title).toBe('新的检查表')
  })
})

describe.each(TEST_DATABASES)('the ledger of a filing on %s', kind => {
  it('comes back as it was filed, and stands nowhere in plain', async () => {
    database = await createTestDatabase(kind)
    const reader = await readerWith(database)
    const receipt = await fileOne(database, { number: 1, answers: FOUND, ledger: LEDGER })
    expect((await reader.find(receipt))?.ledger).toEqual(LEDGER)
    const row = await database.db.selectFrom('filings').selectAll().executeTakeFirstOrThrow()
    const stored = Buffer.concat([Buffer.from(row.snapshot), row.ledger!])
    const named = ['示例焊工', '示例负责人', '示例核验人'].filter(name => stored.includes(name))
    expect(named).toEqual([])
  })

  it('is refused where it is another filing’s, or gone', async () => {
    database = await createTestDatabase(kind)
    const reader = await readerWith(database)
    const receipt = await fileOne(database, { number: 1, answers: FOUND, ledger: LEDGER })
    const other = await fileOne(database, { number: 2, answers: FOUND, ledger: LEDGER })
    const ledgerOf = (which: string) =>
      database.db
        .selectFrom('filings')
        .select('ledger')
        .where('receipt', '=', which)
        .executeTakeFirstOrThrow()
    for (const { ledger } of [await ledgerOf(other), { ledger: null }]) {
      await database.db.updateTable('filings').set({ ledger }).where('receipt', '=', receipt).execute()
      await expect(reader.find(receipt)).rejects.toMatchObject({ code: 'internal' })
    }
    expect((await reader.find(other))?.ledger).toEqual(LEDGER)
  })

  it('makes a new version when it has changed, and none when it has not', async () => {
    database = await createTestDatabase(kind)
    await readerWith(database)
    const file = (version: number, ledger = LEDGER) =>
      fileOne(database, { number: 1, version, answers: FOUND, ledger })
    await file(1)
    await file(2)
    await file(3, { ...LEDGER, appointments: [] })
    const rows = await database.db.selectFrom('filings').select('receipt').orderBy('version').execute()
    expect(rows).toEqual([{ receipt: receiptOf(1) }, { receipt: receiptOf(1, 3) }])
  })
})

describe('a filing', () => {
  it('that nobody made is not found', async () => {
    database = await createTestDatabase('sqlite-memory')
    const reader = await readerWith(database)
    expect(await reader.find('ZC20220318-NOTHING9')).toBeNull()
  })

  it('that was changed in the database is refused', async () => {
    database = await createTestDatabase('sqlite-memory')
    const reader = await readerWith(database)
    const receipt = await fileOne(database, { number: 1, answers: FOUND })
    const { snapshot } = await database.db.selectFrom('filings').select('snapshot').executeTakeFirstOrThrow()
    await database.db
      .updateTable('filings')
      .set({ snapshot: snapshot.replace('少上8学时', '没有问题') })
      .execute()
    await expect(reader.find(receipt)).rejects.toMatchObject({ code: 'internal' })
  })

  it('without its content is refused', async () => {
    database = await createTestDatabase('sqlite-memory')
    const receipt = await fileOne(database, { number: 1, answers: FOUND, script: EDITED })
    const reader = await readerWith(database)
    const filing = await reader.find(receipt)
    if (!filing) throw new Error('no filing')
    await expect(reader.scriptOf(filing)).rejects.toMatchObject({ code: 'content-missing' })
  })

  it('whose content was kept before the printed form was a part of it has today’s head', async () => {
    database = await createTestDatabase('sqlite-memory')
    const { form: _, ...bare } = EDITED
    const old = createScript({ ...bare.dialog, title: '从前的自查' }, null, bare.lists)
    const kept = { ...old, items: bare.items }
    await database.db
      .insertInto('content_revisions')
      .values({
        hash: 'old',
        body: JSON.stringify({ dialog: kept.dialog, items: kept.items, lists: kept.lists }),
        first_seen: 0,
      })
      .execute()
    const reader = await readerWith(database)
    const receipt = await fileOne(database, {
      number: 1,
      answers: FOUND,
      script: { ...kept, hash: 'old' },
    })
    const filing = await reader.find(receipt)
    if (!filing) throw new Error('no filing')
    const [checklist] = papersOf(filing, await reader.scriptOf(filing), setting)
    expect(checklist?.title).toBe(FORM)
    expect(JSON.stringify(checklist)).toContain('改过的')
  })

  it('keeps what was known when it was made: a later rectification is not told by it', async () => {
    database = await createTestDatabase('sqlite-memory')
    const reader = await readerWith(database)
    const first = await fileOne(database, { number: 1, answers: FOUND })
    const closed = {
      ...FOUND,
      ...problem('P-CERT.1', { rectified: 'done', proof: ['f'.repeat(32)] }),
    }
    const at = FILED_AT + 86_400_000
    const second = await fileOne(database, { number: 1, version: 2, answers: closed, at })
    await database.db
      .updateTable('problems')
      .set({ closing: JSON.stringify({ how: '已持证', doneOn: '2022-03-19', proof: [] }) })
      .execute()
    expect((await reader.find(first))?.known).toEqual({
      'P-CERT.1': { foundOn: '2022-03-18', doneOn: null, how: '' },
    })
    expect((await reader.find(second))?.known).toEqual({
      'P-CERT.1': { foundOn: '2022-03-18', doneOn: '2022-03-19', how: '已持证' },
    })
  })
})

it('latest gives the last version of every unit once, beyond one batch', async () => {
  database = await createTestDatabase('sqlite-memory')
  const reader = await readerWith(database)
  for (let number = 1; number <= 205; number++) await fileOne(database, { number, answers: ENTERPRISE_CLEAN })
  await fileOne(database, { number: 7, version: 2, answers: FOUND })
  const receipts: string[] = []
  for await (const receipt of reader.latest(content.campaign.id)) receipts.push(receipt)
  expect(receipts).toHaveLength(205)
  expect(new Set(receipts).size).toBe(205)
  expect(receipts.filter(receipt => [receiptOf(7), receiptOf(7, 2)].includes(receipt))).toEqual([
    receiptOf(7, 2),
  ])
  const others: string[] = []
  for await (const receipt of reader.latest('another-campaign')) others.push(receipt)
  expect(others).toEqual([])
})
