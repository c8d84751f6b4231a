import type { ExpressionBuilder, Selectable } from 'kysely'
import { cityBureau } from '../../campaign/bureaus.ts'
import type { Campaign } from '../../campaign/content.ts'
import type { CivilDate, Instant } from '../../lib/clock.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Database } from '../../storage/database.ts'
import type { Tables } from '../../storage/tables.ts'
import type { UnitStore } from '../../units/unit-store.ts'
import type { AgeIdentity } from '../age-identity.ts'
import type { CaseStanding, TipState } from '../case/flow.ts'
import type { Recipients } from '../keys/recipients-content.ts'
import { openWith } from '../sealing.ts'
import type { TipSettings } from '../settings-content.ts'

/** `now` is wall time, for the audit trail; `today` is the campaign's day. */
export type DeskDependencies = {
  database: Database
  campaign: Campaign
  settings: TipSettings
  units: Pick<UnitStore, 'byId'>
  /** Today's recipients, whether tips are taken or not. */
  recipients: () => Promise<Recipients>
  random: Random
  now: () => Instant
  today: () => CivilDate
}

/** Who is signed in. A key may be a handler's and a custodian's. */
export type Actor = {
  /** As events and audit lines name them: `bureau/name`. */
  name: string
  bureaus: string[]
  isCustodian: boolean
  identity: AgeIdentity
}

/** What every action works with. */
export type DeskContext = DeskDependencies & { actor: Actor }

/** All but the content, and what leads to the reporter's code. */
export type TipRow = Pick<Selectable<Tables['tips']>, (typeof TIP_COLUMNS)[number]>

/** Columns of a `TipRow`. */
export const TIP_COLUMNS = [
  'number',
  'reporter_recipient',
  'tip_recipient',
  'tip_key',
  'bureau',
  'custodian_only',
  'level',
  'state',
  'since',
  'due_on',
  'extension',
  'refusal',
  'category',
  'received_on',
  'content_sha256',
  'merged_into',
  'flooded',
  'version',
] as const satisfies (keyof Tables['tips'])[]

/** The tips a handler may know of: the bureau's own, all for the city, and for custodians those that no bureau may see. */
export function visibleTo({ bureaus, isCustodian }: Actor, campaign: Campaign) {
  const seesAll = bureaus.includes(cityBureau(campaign).id)
  return (eb: ExpressionBuilder<Tables, 'tips'>) =>
    eb.or([
      eb.and([eb('custodian_only', '=', 0), seesAll ? eb.lit(true) : eb('bureau', 'in', ['', ...bureaus])]),
      eb.and([eb('custodian_only', '=', 1), eb.lit(isCustodian)]),
    ])
}

/** Null where there is no such tip, or it is not this handler's: the two look the same. */
export async function tipRow(
  { database, actor, campaign }: DeskContext,
  number: string,
): Promise<TipRow | null> {
  const row = await database.db
    .selectFrom('tips')
    .select(TIP_COLUMNS)
    .where('number', '=', number)
    .where(visibleTo(actor, campaign))
    .executeTakeFirst()
  return row ?? null
}

/** The tip's own identity; null where the handler's key does not open it. */
export async function tipIdentity(
  { actor }: DeskContext,
  { tip_key }: Pick<TipRow, 'tip_key'>,
): Promise<AgeIdentity | null> {
  const opened = await openWith(actor.identity, tip_key)
  return opened && Buffer.from(opened).toString()
}

/** In the transaction of what is done, or before what is opened. */
export async function audit(
  { random, now, actor }: DeskContext,
  db: Database['db'],
  action: string,
  number: string,
): Promise<void> {
  const line = { id: newId(random), at: now(), actor: actor.name, action: `tip.${action}`, target: number }
  await db.insertInto('audit').values(line).execute()
}

/** For the rules of the case. */
export function standingOf(row: TipRow): CaseStanding {
  return {
    state: row.state as TipState,
    since: row.since,
    dueOn: row.due_on,
    extension: row.extension,
    mergedInto: row.merged_into,
  }
}
