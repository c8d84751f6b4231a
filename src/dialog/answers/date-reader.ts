import type { CivilDate } from '../../lib/clock.ts'

/** What an unfinished date is completed from. `years` are those it may fall in. */
export type Around = { today: CivilDate; years: number[] }

/**
 * Reads a spelled text (date-text.ts). null: not this kind of date. Else every day it may mean: one for a full date, several
 * where the year or month is left out, none where the calendar has no such day.
 */
export type DateReader = (text: string, around: Around) => CivilDate[] | null
