import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import writeSheet from 'write-excel-file/node'
import { AppError } from '../../errors.ts'

/** Readable by its owner alone: whoever has the table can join every unit in it. */
const MODE = 0o600

/** Writes a table as .csv (UTF-8 with BOM, row by row) or .xlsx. Cells that a spreadsheet would run are made plain text. */
export async function writeTable(file: string, rows: AsyncIterable<string[]>): Promise<void> {
  if (/\.csv$/i.test(file))
    return pipeline(Readable.from(csvLines(rows)), createWriteStream(file, { mode: MODE }))
  if (!/\.xlsx$/i.test(file)) throw new AppError('config-bad', 'the table is a .csv or an .xlsx file')
  const cells: string[][] = []
  for await (const row of rows) cells.push(row.map(neutralCell))
  await writeFile(file, await writeSheet(cells).toBuffer(), { mode: MODE })
}

/** A cell that begins with one of = + - @ is a formula to a spreadsheet, whoever wrote it. */
export function neutralCell(cell: string): string {
  return /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
}

async function* csvLines(rows: AsyncIterable<string[]>): AsyncGenerator<string> {
  yield '\uFEFF'
  for await (const row of rows) yield `${row.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string): string {
  const neutral = neutralCell(cell)
  return /[",\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral
}
