import type { TipLevel } from '../../turn/tip-levels.ts'
import type { TipState } from '../case/flow.ts'
import { urgencyOf } from '../case/urgency.ts'
import type { Marks, TipLine } from './case-desk.ts'
import type { DeskContext, TipRow } from './desk-context.ts'
import { marksOf } from './marks.ts'

const NONE: Marks = { hasNews: false, proposal: null }

/** Tips as the list shows them. */
export async function toLines(desk: DeskContext, rows: readonly TipRow[]): Promise<TipLine[]> {
  const marks = await marksOf(
    desk,
    rows.map(({ number }) => number),
  )
  return rows.map(row => ({ ...toLine(desk, row), ...(marks.get(row.number) ?? NONE) }))
}

/** One of them. */
export async function toLineOf(desk: DeskContext, row: TipRow): Promise<TipLine> {
  const [line] = await toLines(desk, [row])
  return line!
}

function toLine({ settings, today }: DeskContext, row: TipRow): Omit<TipLine, keyof Marks> {
  return {
    number: row.number,
    version: row.version,
    state: row.state as TipState,
    since: row.since,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    ...urgencyOf(row.merged_into ? null : row.due_on, today(), settings.clocks),
    bureau: row.bureau,
    custodianOnly: row.custodian_only === 1,
    level: row.level as TipLevel,
    category: row.category,
    flooded: row.flooded === 1,
    mergedInto: row.merged_into,
  }
}
