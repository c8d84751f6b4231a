import { AppError } from '../../errors.ts'
import type { Row } from './read-row.ts'
import { type Column, columnsByHead, headKey, type RosterContent } from './roster-content.ts'
import type { TableRow } from './table-rows.ts'

/** Above the heads a title may stand, and who made the table. */
const MOST_ABOVE = 10

/** Columns a roster cannot do without. */
const NEEDED: readonly Column[] = ['name', 'credit-code', 'subject', 'district']

/** The rows below the heads, by column. Throws AppError('config-bad') where the heads are not found. */
export async function* namedRows(
  rows: AsyncIterable<TableRow>,
  content: RosterContent,
): AsyncGenerator<{ line: number; row: Row; fault: string | undefined }> {
  const columns = columnsByHead(content)
  let places: Map<Column, number> | null = null
  let above = 0
  for await (const { line, cells, fault } of rows) {
    if (places) {
      const row = Object.fromEntries([...places].map(([column, at]) => [column, cells[at] ?? '']))
      yield { line, row, fault }
      continue
    }
    places = placesIn(
      cells.map(cell => columns.get(headKey(String(cell)))),
      content,
    )
    if (!places && ++above >= MOST_ABOVE) break
  }
  if (!places) throw new AppError('config-bad', `no row has the heads ${headsOf(NEEDED, content)}`)
}

/** Where each column stands; null where this row does not have the needed ones. */
function placesIn(columns: (Column | undefined)[], content: RosterContent): Map<Column, number> | null {
  if (!NEEDED.every(column => columns.includes(column))) return null
  const places = new Map<Column, number>()
  for (const [at, column] of columns.entries()) {
    if (!column) continue
    if (places.has(column))
      throw new AppError('config-bad', `two columns mean ${headsOf([column], content)}; rename one of them`)
    places.set(column, at)
  }
  return places
}

function headsOf(columns: readonly Column[], content: RosterContent): string {
  return columns.map(column => content.columns[column][0]).join('、')
}
