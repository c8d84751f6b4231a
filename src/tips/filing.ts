import type { Insertable, Kysely } from 'kysely'
import type { Campaign } from '../campaign/content.ts'
import type { SupervisedUnit } from '../campaign/supervision.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { Tables } from '../storage/tables.ts'
import type { Unit } from '../units/unit.ts'
import type { UnitStore } from '../units/unit-store.ts'
import { newIdentity, recipientOf } from './age-identity.ts'
import { type Apart, keepApart, type SealedApart, sealApart } from './apart.ts'
import { destroyOn } from './case/destruction.ts'
import { registered } from './case/flow.ts'
import { addEvent, REPORTER } from './change-tip.ts'
import { CONTENT_BLOCK, contentHash } from './content.ts'
import type { DraftCodes } from './draft-codes.ts'
import type { EvidenceHandOver, SealedEvidence } from './hand-over-evidence.ts'
import { custodiansOf, openTo } from './keys/open-to.ts'
import type { Recipients } from './keys/recipients-content.ts'
import { writePadded } from './padded-json.ts'
import type { ReporterKey } from './reporter-key.ts'
import { routeTip } from './routing.ts'
import { sealTo } from './sealing.ts'
import type { TipSettings } from './settings-content.ts'
import type { NewTip, TipContent } from './tip.ts'

export type FilingDependencies = {
  campaign: Campaign
  settings: TipSettings
  units: Pick<UnitStore, 'byId'>
  evidence: EvidenceHandOver
  random: Random
}

type TipRow = Insertable<Tables['tips']>

/** A tip ready to be written: nothing in it can be read without a key that is not here. */
export type SealedTip = {
  row: Omit<TipRow, 'number'>
  evidence: SealedEvidence
  personal: SealedPersonal
}

export type SealedPersonal = { [K in Apart]: SealedApart | null }

/** Seals a tip to those who will handle it, and what could name the reporter to custodians and sender. */
export async function sealTip(
  deps: FilingDependencies,
  tip: NewTip,
  draft: Pick<DraftCodes, 'salt'> & { mark: string },
  key: ReporterKey,
  recipients: Recipients,
): Promise<SealedTip> {
  const identity = newIdentity(deps.random)
  const recipient = await recipientOf(identity)
  const evidence = await deps.evidence.seal(tip.evidence, recipient, tip.today)
  const content: TipContent = { format: 1, salt: draft.salt, rows: tip.rows, evidence: evidence.entries }
  const unit = tip.unitId === null ? null : await deps.units.byId(tip.unitId)
  const routing = routeTip(deps.campaign, { ...tip, unit: unit && supervised(unit) })
  const { state, since, dueOn } = registered(tip.today, deps.settings.clocks)
  return {
    evidence,
    personal: await sealPersonal(tip, recipients, deps.random),
    row: {
      lookup: key.lookup,
      mark: draft.mark,
      reporter_recipient: await recipientOf(key.identity),
      tip_recipient: recipient,
      tip_key: await sealTo(openTo(recipients, routing, deps.campaign), Buffer.from(identity)),
      bureau: routing.bureau,
      custodian_only: Number(routing.custodianOnly),
      level: tip.level,
      state,
      since,
      due_on: dueOn,
      received_on: tip.today,
      content: await sealTo([recipient], writePadded({ content, unitId: tip.unitId }, CONTENT_BLOCK)),
      content_sha256: contentHash(content),
      flooded: Number(tip.flooded),
    },
  }
}

/**
 * All of it or nothing, in one transaction; the bytes of its evidence are there already. Rejects with a unique violation where
 * number or code are there already.
 */
export async function writeTip(
  trx: Kysely<Tables>,
  number: string,
  { row, evidence, personal }: SealedTip,
  deps: Pick<FilingDependencies, 'evidence' | 'settings'>,
): Promise<void> {
  await trx
    .insertInto('tips')
    .values({ ...row, number })
    .execute()
  await addEvent(trx, { number, version: 1 }, { day: row.received_on, actor: REPORTER, action: 'register' })
  await deps.evidence.attach(trx, number, evidence)
  await keepPersonal(trx, number, personal, row.received_on, deps.settings)
}

/** A contact to the custodians, a link to the sender. */
export async function sealPersonal(
  { contact, link }: Pick<NewTip, 'contact' | 'link'>,
  recipients: Recipients,
  random: Random,
): Promise<SealedPersonal> {
  const sender = recipients.sender ? [recipients.sender] : []
  return {
    contact: contact && (await sealApart('contact', contact, custodiansOf(recipients), random)),
    link: link && (await sealApart('link', link, sender, random)),
  }
}

/** They stay until the case is over and a while longer, or until they are withdrawn. */
export async function keepPersonal(
  trx: Kysely<Tables>,
  number: string,
  personal: SealedPersonal,
  receivedOn: CivilDate,
  { retention }: TipSettings,
): Promise<void> {
  for (const kept of ['contact', 'link'] as const) {
    const until = destroyOn(kept, { receivedOn, overOn: null }, retention)
    if (personal[kept]) await keepApart(trx, kept, number, personal[kept], until)
  }
}

/** Null for a bureau, which is not routed as a unit. */
function supervised({ specialOps, subject, ...unit }: Unit): SupervisedUnit | null {
  return subject === 'county-bureau' ? null : { ...unit, subject, specialOps: specialOps ?? undefined }
}
