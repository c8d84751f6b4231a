import type { CalendarYear, Campaign } from '../campaign/content.ts'
import { type Flaw, flaw } from '../dialog/check/flaw.ts'

/** The last working day before a due day can be told only where the holidays of its year are known. */
export function missingYears({ obligations }: Campaign, years: readonly CalendarYear[]): Flaw[] {
  const known = new Set(years.map(({ year }) => year))
  const told = new Set<number>()
  return obligations.flatMap(({ due }, index) => {
    const year = Number(due.slice(0, 4))
    if (known.has(year) || told.has(year)) return []
    told.add(year)
    return [flaw(['obligations', index, 'due'], 'calendar-missing', { year })]
  })
}
