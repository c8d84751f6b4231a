import type { Campaign } from '../../campaign/content.ts'
import type { Instant } from '../../lib/clock.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Database } from '../../storage/database.ts'
import { type AgeIdentity, type AgeRecipient, recipientOf } from '../age-identity.ts'
import { openWith, sealTo } from '../sealing.ts'
import { custodiansOf, openTo } from './open-to.ts'
import { holdersOf, type Recipients } from './recipients-content.ts'

/** How many keys of tips, and of contacts and links, were wrapped anew. */
export type Rewrapped = { tips: number; apart: number }

type Rewrapping = {
  database: Database
  campaign: Campaign
  recipients: Recipients
  identity: AgeIdentity
  random: Random
  /** Wall time. */
  now: Instant
}

const AT_A_TIME = 200

/**
 * Wraps every key that this identity opens to today's recipients: who has joined can open it from now on, and who has left cannot any
 * more. It can be stopped and run again. An audit line tells whose key was used.
 */
export async function rewrap(deps: Rewrapping): Promise<Rewrapped> {
  const recipient = await recipientOf(deps.identity)
  const holder = holdersOf(deps.recipients).find(each => each.recipient === recipient)
  const line = {
    id: newId(deps.random),
    at: deps.now,
    actor: holder?.name ?? recipient,
    action: 'tip.rewrap',
  }
  await deps.database.db
    .insertInto('audit')
    .values({ ...line, target: 'all' })
    .execute()
  return { tips: await rewrapTips(deps), apart: await rewrapApart(deps) }
}

async function rewrapTips(deps: Rewrapping): Promise<number> {
  const { db } = deps.database
  const after = (number: string) =>
    db
      .selectFrom('tips')
      .select('number as id')
      .where('number', '>', number)
      .orderBy('number')
      .limit(AT_A_TIME)
      .execute()
  return countOf(after, number => rewrapTip(deps, number))
}

async function rewrapTip(deps: Rewrapping, number: string): Promise<boolean> {
  const { db } = deps.database
  const tip = await db
    .selectFrom('tips')
    .select(['version', 'bureau', 'custodian_only', 'tip_key'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const routing = { bureau: tip.bureau, custodianOnly: tip.custodian_only === 1 }
  const readers = openTo(deps.recipients, routing, deps.campaign)
  const tip_key = await wrappedAnew(deps.identity, tip.tip_key, readers)
  if (!tip_key) return false
  const { numUpdatedRows } = await db
    .updateTable('tips')
    .set({ tip_key })
    .where('number', '=', number)
    .where('version', '=', tip.version)
    .executeTakeFirstOrThrow()
  // Rerouted meanwhile, it has other readers.
  return numUpdatedRows > 0n || rewrapTip(deps, number)
}

function rewrapApart({ database: { db }, recipients, identity }: Rewrapping): Promise<number> {
  const after = (id: string) =>
    db.selectFrom('tip_keys').select('id').where('id', '>', id).orderBy('id').limit(AT_A_TIME).execute()
  const readersOf = (holder: string) =>
    holder === 'sender' ? [recipients.sender ?? []].flat() : custodiansOf(recipients)

  return countOf(after, async id => {
    const key = await db.selectFrom('tip_keys').selectAll().where('id', '=', id).executeTakeFirst()
    const anew = key && (await wrappedAnew(identity, key.identity, readersOf(key.holder)))
    if (!anew) return false
    await db.updateTable('tip_keys').set({ identity: anew }).where('id', '=', id).execute()
    return true
  })
}

/** Null where this identity does not open it. */
async function wrappedAnew(
  identity: AgeIdentity,
  wrapped: Uint8Array,
  readers: readonly AgeRecipient[],
): Promise<Uint8Array | null> {
  const key = await openWith(identity, wrapped)
  return key && (await sealTo(readers, key))
}

async function countOf(
  after: (id: string) => Promise<{ id: string }[]>,
  work: (id: string) => Promise<boolean>,
): Promise<number> {
  let [count, last] = [0, '']
  for (let page = await after(last); page.length > 0; page = await after(last)) {
    for (const { id } of page) if (await work(id)) count += 1
    last = page.at(-1)!.id
  }
  return count
}
