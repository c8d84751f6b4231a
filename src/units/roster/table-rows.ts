import { AppError } from '../../errors.ts'
import { csvRows } from './csv-rows.ts'
import { sheetRows } from './sheet-rows.ts'

/** Text as it stands there; a number where the sheet says that it is one. */
export type Cell = string | number

/** `line` counts from 1, as the spreadsheet shows it; `fault`: what is wrong with the row as a whole. */
export type TableRow = { line: number; cells: Cell[]; fault?: string | undefined }

/** The rows of a table, one after the other; rows without any content are left out. */
export function tableRows(file: string): AsyncIterable<TableRow> {
  if (/\.csv$/i.test(file)) return csvRows(file)
  if (/\.xlsx$/i.test(file)) return sheetRows(file)
  throw new AppError('config-bad', 'the roster is a .csv or an .xlsx file; save an .xls as .xlsx')
}
