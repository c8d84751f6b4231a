import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '../lib/clock.ts'
import type { Turn } from '../turn/store.ts'
import type { Tables } from './tables.ts'

type Asking = Omit<Turn, 'fence'>
type Times = { now: Instant; leaseMs: number; waitMs: number }
type Answer = { state: 'go'; turn: Turn } | { state: 'wait'; same: boolean }

/** Whose turn it is, as begin.lua decides it. The person's row is locked by the caller. */
export async function askForTurn(
  trx: Kysely<Tables>,
  row: Selectable<Tables['conversations']>,
  asking: Asking,
  times: Times,
): Promise<Answer> {
  const { message, attempt } = asking
  const { now } = times
  const { fence, arrived: since, last } = row
  const lease = fence !== null && (row.lease_until ?? 0) > now ? { fence, arrived: since, last } : null
  const same = lease !== null && row.message === message
  if (same && row.attempt === attempt) return lend(trx, asking, times, lease)

  const waiters = await livingWaiters(trx, asking.person, now)
  const place =
    waiters.find(waiter => waiter.message === message)?.arrived ?? (row.message === message ? since : null)
  const fresh = Math.max(now * 1_000, last + 1)
  const arrived = place ?? fresh
  const behind = waiters.some(waiter => waiter.message !== message && waiter.arrived < arrived)
  if (!lease && !behind) {
    await trx.deleteFrom('queue').where('person', '=', asking.person).where('message', '=', message).execute()
    return lend(trx, asking, times, { fence: fresh, arrived, last: fresh })
  }
  await enqueue(trx, { person: asking.person, message, arrived, asks_until: now + times.waitMs })
  await trx.updateTable('conversations').set({ last: fresh }).where('person', '=', asking.person).execute()
  return { state: 'wait', same }
}

type Lease = { fence: number; arrived: number | null; last: number }

async function lend(
  trx: Kysely<Tables>,
  asking: Asking,
  { now, leaseMs }: Times,
  lease: Lease,
): Promise<Answer> {
  const { person, message, attempt } = asking
  const { fence, arrived, last } = lease
  await trx
    .updateTable('conversations')
    .set({ message, attempt, fence, arrived, last, lease_until: now + leaseMs })
    .where('person', '=', person)
    .execute()
  return { state: 'go', turn: { ...asking, fence } }
}

/** In no order. Those that stopped asking are dropped. */
async function livingWaiters(
  trx: Kysely<Tables>,
  person: string,
  now: Instant,
): Promise<Selectable<Tables['queue']>[]> {
  const waiters = await trx.selectFrom('queue').selectAll().where('person', '=', person).execute()
  const living = waiters.filter(waiter => waiter.asks_until > now)
  if (living.length < waiters.length) {
    await trx.deleteFrom('queue').where('person', '=', person).where('asks_until', '<=', now).execute()
  }
  return living
}

/** A waiter that asks again keeps its arrival. */
async function enqueue(trx: Kysely<Tables>, waiter: Selectable<Tables['queue']>): Promise<void> {
  await trx
    .insertInto('queue')
    .values(waiter)
    .onConflict(conflict =>
      conflict.columns(['person', 'message']).doUpdateSet({ asks_until: waiter.asks_until }),
    )
    .execute()
}
