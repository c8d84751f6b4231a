import type { SelectQueryBuilder } from 'kysely'
import { addDays } from '../../campaign/civil-date.ts'
import type { Tables } from '../../storage/tables.ts'
import type { Shelf, TipPage } from './case-desk.ts'
import { type DeskContext, TIP_COLUMNS, type TipRow, toLine, visibleTo } from './desk-context.ts'

const PAGE = 50

type TipQuery = SelectQueryBuilder<Tables, 'tips', TipRow>

/** A page of tips, by what is due first, or of those without a clock the newest first. `after` is the `next` of the page before. */
export async function listTips(desk: DeskContext, shelf: Shelf, after?: string): Promise<TipPage> {
  const all = desk.database.db
    .selectFrom('tips')
    .select(TIP_COLUMNS)
    .where(visibleTo(desk.actor, desk.campaign))
  const rows = await SHELVES[shelf](all, desk.today(), after)
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    lines: shown.map(row => toLine(desk, row)),
    next: rows.length > PAGE && last ? `${last.due_on ?? ''}/${last.number}` : null,
  }
}

const SHELVES: Record<Shelf, (all: TipQuery, today: string, after?: string) => TipQuery> = {
  open: (all, _today, after) => byDueDay(running(all).where('flooded', '=', 0), after),
  overdue: (all, today, after) => byDueDay(running(all).where('due_on', '<=', addDays(today, -1)), after),
  parked: (all, _today, after) => byDueDay(running(all).where('flooded', '=', 1), after),
  over: (all, _today, after) => newestFirst(ended(all), after),
}

function running(all: TipQuery): TipQuery {
  return all.where('due_on', 'is not', null).where('merged_into', 'is', null)
}

function ended(all: TipQuery): TipQuery {
  return all.where(eb => eb.or([eb('due_on', 'is', null), eb('merged_into', 'is not', null)]))
}

function byDueDay(query: TipQuery, after = '/'): TipQuery {
  const [day = '', number = ''] = after.split('/')
  return query
    .where(({ eb, and, or }) =>
      or([eb('due_on', '>', day), and([eb('due_on', '=', day), eb('number', '>', number)])]),
    )
    .orderBy('due_on')
    .orderBy('number')
}

/** Numbers begin with the day. */
function newestFirst(query: TipQuery, after?: string): TipQuery {
  const number = after?.split('/')[1]
  return (number ? query.where('number', '<', number) : query).orderBy('number', 'desc')
}
