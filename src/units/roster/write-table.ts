import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import writeSheet from 'write-excel-file/node'
import { AppError } from '../../errors.ts'

/** Readable by its owner alone, and always a new file: whoever has the table can join every unit in it. */
const OWN = { mode: 0o600, flag: 'wx' }

/**
 * Writes a table as .csv (UTF-8 with BOM, row by row) or .xlsx, in the place of one that is there. Cells that a spreadsheet
 * would run are made plain text.
 */
export async function writeTable(file: string, rows: AsyncIterable<string[]>): Promise<void> {
  const write = /\.csv$/i.test(file) ? writeCsv : /\.xlsx$/i.test(file) ? writeXlsx : null
  if (!write) throw new AppError('config-bad', 'the table is a .csv or an .xlsx file')
  // One that is there keeps its mode and its readers: it is replaced, not written into.
  const beside = `${file}.${randomUUID()}`
  try {
    await write(beside, rows)
    await rename(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}

function writeCsv(file: string, rows: AsyncIterable<string[]>): Promise<void> {
  const { mode, flag: flags } = OWN
  return pipeline(Readable.from(csvLines(rows)), createWriteStream(file, { mode, flags }))
}

async function writeXlsx(file: string, rows: AsyncIterable<string[]>): Promise<void> {
  const cells: string[][] = []
  for await (const row of rows) cells.push(row.map(neutralCell))
  await writeFile(file, await writeSheet(cells).toBuffer(), OWN)
}

/** To a spreadsheet a formula, whoever wrote it; some read the wide signs of Chinese keyboards alike, and pass over what has no width. */
const FORMULA = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫−]/u

export function neutralCell(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell
}

async function* csvLines(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield '\uFEFF'
  for await (const row of rows) yield `${row.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string): string {
  const neutral = neutralCell(cell)
  return /[",\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral
}
