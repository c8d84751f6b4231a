import type { Speak } from '../dialog/fill.ts'
import type { Database } from '../storage/database.ts'
import type { TurnMoment } from '../turn/room.ts'
import { compose, type Told } from './compose.ts'
import type { Rules } from './due-steps.ts'
import type { SendingKey } from './letter-id.ts'
import { type Matter, matterKey, readMatters } from './read-batch.ts'
import type { SendingStore } from './sending-store.ts'

type Dependencies = { rules: Rules; database: Database; sendings: SendingStore; speak: Speak }

/** What waited for a person is told when they come: from what still stands, all in one, and on record under their message. */
export function createWaiting({ rules, database, sendings, speak }: Dependencies) {
  return async function waiting({ person, message, now, today, checkLease }: TurnMoment): Promise<string[]> {
    const member = await database.db
      .selectFrom('members')
      .leftJoin('reminder_refusals', 'reminder_refusals.person', 'members.person')
      .select(['members.id', 'reminder_refusals.refused_at'])
      .where('members.person', '=', person)
      .where('members.left_at', 'is', null)
      .executeTakeFirst()
    const keys = member ? await sendings.waitingFor(member.id, message) : []
    if (keys.length === 0) return []
    const matters = await readMatters(database, rules, keys)
    checkLease()
    const stands = (key: SendingKey) => (matters.get(matterKey(key))?.told.length ?? 0) > 0
    await sendings.hear(keys.filter(stands), 'told', message, now)
    await sendings.hear(
      keys.filter(key => !stands(key)),
      'void',
      message,
      now,
    )
    const [{ unit } = { unit: null }] = matters.values()
    const told = together([...matters.values()])
    if (!unit || told.length === 0) return []
    const wantsNone = (member?.refused_at ?? null) !== null
    return [compose(rules, speak, unit, told, today, wantsNone).text]
  }
}

/** Of several days, each duty once. */
function together(matters: readonly Matter[]): Told[] {
  const all = new Map<string, Told>()
  for (const each of matters.flatMap(({ told }) => told)) {
    const key = `${each.duty} ${each.due}`
    all.set(key, { ...each, steps: [...(all.get(key)?.steps ?? []), ...each.steps] })
  }
  return [...all.values()]
}
