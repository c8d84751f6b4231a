import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/node'
import { AppError } from '../../errors.ts'
import type { Cell, TableRow } from './table-rows.ts'

/** The first sheet of an XLSX file. The sheet is held in memory while it is read: about 3 kB a row. */
export async function* sheetRows(file: string): AsyncGenerator<TableRow> {
  for (const [index, row] of (await sheetOf(file)).entries()) {
    const cells = row.map(cellOf)
    if (cells.some(cell => cell !== '')) yield { line: index + 1, cells }
  }
}

async function sheetOf(file: string) {
  try {
    return await readSheet(file)
  } catch (thrown) {
    if (thrown instanceof InvalidInputError || thrown instanceof InvalidSpreadsheetError)
      throw new AppError('config-bad', 'the file is no XLSX workbook; save it anew as .xlsx and try again')
    throw thrown
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value
  return value === null || value === undefined ? '' : String(value).trim()
}
