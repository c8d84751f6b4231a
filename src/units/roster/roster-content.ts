import { z } from 'zod'
import { matchKey } from '../../dialog/answers/fold.ts'

/** The schema of roster.yaml: what the columns of the bureau's tables are called. */

const Text = z.string().min(1)

/** Ways to head a column; the first is how it is called in messages. */
const Heads = z.array(Text).min(1)

/** By the steps of register.yaml: a cell is understood as the answer to that question is. */
const Columns = z.strictObject({
  name: Heads,
  'credit-code': Heads,
  subject: Heads,
  district: Heads,
  level: Heads,
  'special-ops': Heads,
  industry: Heads,
  'high-risk': Heads,
  'contact-name': Heads,
  'contact-phone': Heads,
})
export type Column = keyof z.infer<typeof Columns>

export const RosterContent = z.strictObject({
  format: z.literal(1),
  columns: Columns,
  /** Heads of the table of binding codes. */
  codes: z.strictObject({
    name: Text,
    'credit-code': Text,
    bureau: Text,
    code: Text,
    scene: Text,
    image: Text,
  }),
})
export type RosterContent = z.infer<typeof RosterContent>

export const COLUMNS = Object.keys(Columns.shape) as Column[]

/** Column by head, as heads are compared. */
export function columnsByHead({ columns }: Pick<RosterContent, 'columns'>): Map<string, Column> {
  return new Map(COLUMNS.flatMap(column => columns[column].map(head => [headKey(head), column] as const)))
}

/** Without spaces, line breaks and what stands in brackets: 联系电话（手机） is 联系电话. */
export function headKey(head: string): string {
  return matchKey(head).replace(/\(.*?\)|[*:]/g, '')
}
