import type { ExpressionBuilder } from 'kysely'
import type { Tables } from '../../storage/tables.ts'
import { statesBefore } from '../case/flow.ts'
import { REPORTER, RETENTION } from '../change-tip.ts'
import type { Marks } from './case-desk.ts'
import type { DeskContext } from './desk-context.ts'

type Tip = ExpressionBuilder<Tables, 'tips'>

/** What handlers do without dealing with what the reporter wrote. */
const ASIDE = ['identity', 'merge', 'merge-in', 'reroute']

/**
 * The reporter has written since a handler last acted. What comes to a merged tip is news of its survivor, unless that has other
 * handlers, who must not hear of it.
 */
export function hasNews(eb: Tip) {
  const unheard = eb
    .selectFrom('tip_events as added')
    .select('added.tip')
    .whereRef('added.tip', '=', 'tips.number')
    .where('added.action', '=', 'supplement')
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('tip_events as done')
            .select('done.tip')
            .whereRef('done.tip', '=', 'added.tip')
            .whereRef('done.version', '>', 'added.version')
            .where('done.actor', 'not in', [REPORTER, RETENTION])
            .where('done.action', 'not in', ASIDE),
        ),
      ),
    )
  const survivor = eb
    .selectFrom('tips as survivor')
    .select('survivor.number')
    .whereRef('survivor.number', '=', 'tips.merged_into')
    .whereRef('survivor.bureau', '=', 'tips.bureau')
    .whereRef('survivor.custodian_only', '=', 'tips.custodian_only')
  return eb.and([eb.exists(unheard), eb.not(eb.exists(survivor))])
}

/** A referral to the police that waits, and could still go out: one's own, or one to approve. */
export function hasProposal(eb: Tip, by: '=' | '!=', name: string) {
  const proposal = eb
    .selectFrom('tip_referrals')
    .select('id')
    .whereRef('tip', '=', 'tips.number')
    .where('tip_referrals.state', '=', 'proposed')
    .where('proposed_by', by, name)
  return eb.and([
    eb.exists(proposal),
    eb('tips.state', 'in', statesBefore('refer')),
    eb('merged_into', 'is', null),
  ])
}

/** By number. */
export async function marksOf(
  { database, actor }: DeskContext,
  numbers: string[],
): Promise<Map<string, Marks>> {
  if (numbers.length === 0) return new Map()
  const rows = await database.db
    .selectFrom('tips')
    .select(eb => [
      'number',
      hasNews(eb).as('news'),
      hasProposal(eb, '!=', actor.name).as('toApprove'),
      hasProposal(eb, '=', actor.name).as('proposed'),
    ])
    .where('number', 'in', numbers)
    .execute()
  return new Map(
    rows.map(({ number, news, toApprove, proposed }) => [
      number,
      { hasNews: Boolean(news), proposal: toApprove ? 'to-approve' : proposed ? 'own' : null },
    ]),
  )
}
