import type { SelectQueryBuilder } from 'kysely'
import { addDays } from '../../campaign/civil-date.ts'
import type { Tables } from '../../storage/tables.ts'
import { SHELVES, type Shelf, type TipPage } from './case-desk.ts'
import { type DeskContext, TIP_COLUMNS, visibleTo } from './desk-context.ts'
import { toLines } from './lines.ts'
import { hasNews, hasProposal } from './marks.ts'

const PAGE = 50

type Tips<Row> = SelectQueryBuilder<Tables, 'tips', Row>

/** A page of tips, by what is due first, or of those without a clock the newest first. `after` is the `next` of the page before. */
export async function listTips(desk: DeskContext, shelf: Shelf, after?: string): Promise<TipPage> {
  const { isOn, inOrder } = PLACES[shelf]
  const rows = await inOrder(isOn(visible(desk).select(TIP_COLUMNS), desk), after)
    .limit(PAGE + 1)
    .execute()
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    lines: await toLines(desk, shown),
    next: rows.length > PAGE && last ? `${last.due_on ?? ''}/${last.number}` : null,
  }
}

/** How many tips lie on each shelf. */
export async function countTips(desk: DeskContext): Promise<Record<Shelf, number>> {
  const count = async (shelf: Shelf) => {
    const all = visible(desk).select(({ fn }) => fn.countAll().as('count'))
    const { count } = await PLACES[shelf].isOn(all, desk).executeTakeFirstOrThrow()
    return [shelf, Number(count)] as const
  }
  return Object.fromEntries(await Promise.all(SHELVES.map(count))) as Record<Shelf, number>
}

function visible({ database, actor, campaign }: DeskContext) {
  return database.db.selectFrom('tips').where(visibleTo(actor, campaign))
}

type Place = {
  isOn<Row>(all: Tips<Row>, desk: DeskContext): Tips<Row>
  inOrder<Row>(all: Tips<Row>, after?: string): Tips<Row>
}

const PLACES: Record<Shelf, Place> = {
  news: {
    isOn: (all, { actor }) => all.where(eb => eb.or([hasNews(eb), hasProposal(eb, '!=', actor.name)])),
    inOrder: newestFirst,
  },
  open: { isOn: all => running(all).where('flooded', '=', 0), inOrder: byDueDay },
  overdue: {
    isOn: (all, { today }) => running(all).where('due_on', '<=', addDays(today(), -1)),
    inOrder: byDueDay,
  },
  parked: { isOn: all => running(all).where('flooded', '=', 1), inOrder: byDueDay },
  over: { isOn: ended, inOrder: newestFirst },
}

function running<Row>(all: Tips<Row>): Tips<Row> {
  return all.where('due_on', 'is not', null).where('merged_into', 'is', null)
}

function ended<Row>(all: Tips<Row>): Tips<Row> {
  return all.where(eb => eb.or([eb('due_on', 'is', null), eb('merged_into', 'is not', null)]))
}

function byDueDay<Row>(query: Tips<Row>, after = '/'): Tips<Row> {
  const [day = '', number = ''] = after.split('/')
  return query
    .where(({ eb, and, or }) =>
      or([eb('due_on', '>', day), and([eb('due_on', '=', day), eb('number', '>', number)])]),
    )
    .orderBy('due_on')
    .orderBy('number')
}

/** Numbers begin with the day. */
function newestFirst<Row>(query: Tips<Row>, after?: string): Tips<Row> {
  const number = after?.split('/')[1]
  return (number ? query.where('number', '<', number) : query).orderBy('number', 'desc')
}
