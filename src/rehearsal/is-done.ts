import type { Kysely } from 'kysely'
import type { Tables } from '../storage/tables.ts'
import type { Act, Actor } from './act.ts'

/** Whether an act has left its record. */
export function createIsDone(db: Kysely<Tables>, campaign: string) {
  const unit = (actor: Actor) => db.selectFrom('units').select('units.id').where('name', '=', actor.name)

  return async function isDone(actor: Actor, { what }: Act): Promise<boolean> {
    switch (what) {
      case 'register':
      case 'bind':
        return holds(
          unit(actor).innerJoin('members', 'members.unit_id', 'units.id').where('left_at', 'is', null),
        )
      case 'check':
        return holds(selfCheck(actor).where('version', '>', 0))
      case 'deliver':
        return holds(selfCheck(actor).where('delivered_on', 'is not', null))
      case 'rectify':
        return !(await holds(
          unit(actor).innerJoin('problems', 'problems.unit_id', 'units.id').where('status', '=', 'open'),
        ))
      case 'report':
        return holds(unit(actor).innerJoin('fulfilments', 'fulfilments.unit_id', 'units.id'))
      case 'acknowledge':
        return holds(unit(actor).innerJoin('acknowledgements', 'acknowledgements.unit_id', 'units.id'))
      default:
        return true
    }
  }

  function selfCheck(actor: Actor) {
    return unit(actor)
      .innerJoin('self_checks', 'self_checks.unit_id', 'units.id')
      .where('campaign', '=', campaign)
  }
}

async function holds(query: { executeTakeFirst(): Promise<unknown> }): Promise<boolean> {
  return (await query.executeTakeFirst()) !== undefined
}
