import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeSheet from 'write-excel-file/node'
import { AppError } from '../../../src/errors.ts'
import { namedRows } from '../../../src/units/roster/head-row.ts'
import { type Cell, type TableRow, tableRows } from '../../../src/units/roster/table-rows.ts'
import { neutralCell, writeTable } from '../../../src/units/roster/write-table.ts'
import { content } from '../../support/content.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'anpei-roster-'))
})
afterAll(() => rm(directory, { recursive: true }))

const path = (name: string) => join(directory, name)

async function readBytes(bytes: string | Uint8Array, name = 'roster.csv'): Promise<TableRow[]> {
  await writeFile(path(name), bytes)
  const rows: TableRow[] = []
  for await (const row of tableRows(path(name))) rows.push(row)
  return rows
}

/** 单位名称,备注 and 示例,有 as Excel on Chinese Windows writes them. */
const GBK = Buffer.from('b5a5cebbc3fbb3c62cb1b8d7a20d0acabec0fd2cd3d00d0a', 'hex')

describe('a table', () => {
  it.each([
    ['UTF-8', Buffer.from('单位名称,备注\r\n示例,有\r\n')],
    ['UTF-8 with BOM', Buffer.from('\uFEFF单位名称,备注\r\n示例,有\r\n')],
    ['GBK', GBK],
  ])('is read from CSV in %s', async (_what, bytes) => {
    expect(await readBytes(bytes)).toEqual([
      { line: 1, cells: ['单位名称', '备注'] },
      { line: 2, cells: ['示例', '有'] },
    ])
  })

  it('has its lines as the spreadsheet shows them, also after quotes, line breaks and empty lines', async () => {
    const rows = await readBytes('a,"b\nb",c\n\n,,\n" 甲 ",="0594",\n')
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b\nb', 'c'] },
      { line: 4, cells: ['甲', '0594', ''] },
    ])
  })

  it.each([
    ['at the end', 'a,b\n甲,"乙\n', [2]],
    ['before a row with closed ones', 'a,b\n"甲,乙\n丙,"丁"\n', [2]],
    ['twice', 'a,b\n"甲,乙\n丙,丁\n"戊,己', [2, 4]],
    ['and closed in another row', 'a,b\n甲,"乙\n丙,丁\n戊,己"\n', [2]],
    ['above rows of all kinds', 'a,b\n甲,"乙\n丙,"丁\n丁"\n"戊"厂,己"\n', [2]],
  ])('with a quotation mark left open %s loses that row alone', async (_what, text, open) => {
    const rows = await readBytes(text)
    expect(rows.filter(({ fault }) => fault !== undefined).map(({ line }) => line)).toEqual(open)
    expect(rows.find(({ cells }) => cells[0] === '丙')?.fault).toBeUndefined()
    expect(rows.map(({ line }) => line)).toEqual(rows.map((_, index) => index + 1))
  })

  it('is read across the pieces in which a large file comes', async () => {
    const rows = await readBytes(Array.from({ length: 30_000 }, (_, n) => `单位${n},备注`).join('\n'))
    expect(rows).toHaveLength(30_000)
    expect(rows.at(-1)).toEqual({ line: 30_000, cells: ['单位29999', '备注'] })
  })

  it.each([
    ['lines without end', 'x'.repeat(200_000), 'a line is too long'],
    ['UTF-16', Buffer.from('\uFEFF单位名称', 'utf16le'), 'CSV UTF-8'],
    ['bytes that are no text', Buffer.from([0xff, 0xff, 0xff]), 'CSV UTF-8'],
  ])('with %s is refused with a remedy', async (_what, bytes, remedy) => {
    await expect(readBytes(bytes)).rejects.toMatchObject({
      code: 'config-bad',
      message: expect.stringContaining(remedy),
    })
  })

  it('is read from the first sheet of an XLSX file, numbers as numbers', async () => {
    const rows = [['单位名称', '电话'], [], ['示例', 13800000000], ['另一', '13800000000']]
    expect(await readBytes(await writeSheet(rows).toBuffer(), 'roster.xlsx')).toEqual([
      { line: 1, cells: ['单位名称', '电话'] },
      { line: 3, cells: ['示例', 13800000000] },
      { line: 4, cells: ['另一', '13800000000'] },
    ])
  })

  it.each(['roster.xls', 'roster.txt'])('is no %s', name => {
    expect(() => tableRows(path(name))).toThrow('.xlsx')
  })

  it('that only says it is XLSX is refused', async () => {
    await expect(readBytes('单位名称', 'fake.xlsx')).rejects.toMatchObject({ code: 'config-bad' })
  })
})

describe('the heads of a roster', () => {
  const NEEDED = ['单位名称', '统一社会信用代码', '单位类别', '县（区、管委会）']

  async function read(...rows: Cell[][]) {
    const named = []
    const table = async function* () {
      for (const [index, cells] of rows.entries()) yield { line: index + 1, cells }
    }
    for await (const each of namedRows(table(), content.roster)) named.push(each)
    return named
  }

  it('may stand below a title, in any order and by any of their names', async () => {
    const rows = await read(
      ['2021年名册'],
      ['联系电话（手机）', ...NEEDED, '备注'],
      ['138', '甲', 'code', '企业', '荔城', 'x'],
    )
    expect(rows).toEqual([
      {
        line: 3,
        row: { name: '甲', 'credit-code': 'code', subject: '企业', district: '荔城', 'contact-phone': '138' },
      },
    ])
  })

  it('must be there, and each once', async () => {
    await expect(read(NEEDED.slice(1), ['a'])).rejects.toThrow('no row has the heads 单位名称、')
    await expect(read([...NEEDED, '电话', '手机'])).rejects.toThrow('two columns mean 联系电话')
  })
})

describe('a table that is written', () => {
  const rows = async function* () {
    yield ['单位名称', '代码']
    yield ['=HYPERLINK("x")', '+86']
    yield ['甲,"乙"', '@b']
  }

  it('is CSV in UTF-8 with BOM, quoted, and runs nothing in a spreadsheet', async () => {
    await writeTable(path('out.csv'), rows())
    expect(await readFile(path('out.csv'), 'utf8')).toBe(
      '\uFEFF单位名称,代码\r\n"\'=HYPERLINK(""x"")",\'+86\r\n"甲,""乙""",\'@b\r\n',
    )
    expect((await stat(path('out.csv'))).mode & 0o077).toBe(0)
  })

  it('is XLSX with the same cells', async () => {
    await writeTable(path('out.xlsx'), rows())
    expect(await readSheet(path('out.xlsx'))).toEqual([
      ['单位名称', '代码'],
      [`'=HYPERLINK("x")`, `'+86`],
      ['甲,"乙"', `'@b`],
    ])
    expect((await stat(path('out.xlsx'))).mode & 0o077).toBe(0)
  })

  it.each(['out.csv', 'out.xlsx'])('takes the place of one that others may read: %s', async name => {
    await writeFile(path(name), 'old', { mode: 0o644 })
    const reader = await open(path(name))
    await writeTable(path(name), rows())
    expect((await stat(path(name))).mode & 0o077).toBe(0)
    expect(await reader.readFile('utf8')).toBe('old')
    await reader.close()
    expect((await readdir(path('.'))).filter(each => each.startsWith(`${name}.`))).toEqual([])
  })

  it('that breaks off leaves the one before, and nothing beside it', async () => {
    await writeFile(path('kept.csv'), 'old')
    const breaking = async function* () {
      yield ['a']
      throw new AppError('store-away')
    }
    await expect(writeTable(path('kept.csv'), breaking())).rejects.toMatchObject({ code: 'store-away' })
    expect(await readFile(path('kept.csv'), 'utf8')).toBe('old')
    expect((await readdir(path('.'))).filter(each => each.startsWith('kept.csv.'))).toEqual([])
  })

  it.each([
    '=1',
    ' =1',
    '\u3000=1',
    '\u200b=1',
    '\ufeff\u2060@1',
    '\n-1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    '\u200d＝1',
  ])('runs no cell such as %j', cell => {
    expect(neutralCell(cell)).toBe(`'${cell}`)
  })

  it('leaves other cells as they are', () => {
    for (const cell of ['', '甲=乙', '2021-12', '（市）@', '\u200b甲']) expect(neutralCell(cell)).toBe(cell)
  })

  it('is nothing else', async () => {
    await expect(writeTable(path('out.pdf'), rows())).rejects.toMatchObject({ code: 'config-bad' })
  })
})
