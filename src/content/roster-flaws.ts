import { type Flaw, flaw } from '../dialog/check/flaw.ts'
import { COLUMNS, type Column, headKey, type RosterContent } from '../units/roster/roster-content.ts'

/** A head stands for one column only. */
export function rosterFlaws({ columns }: RosterContent): Flaw[] {
  const owners = new Map<string, Column>()
  return COLUMNS.flatMap(column =>
    columns[column].flatMap((head, index) => {
      const owner = owners.get(headKey(head)) ?? column
      owners.set(headKey(head), owner)
      return owner === column
        ? []
        : [flaw(['columns', column, index], 'head-twice', { head, other: columns[owner][0] ?? '' })]
    }),
  )
}
