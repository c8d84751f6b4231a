import type { LedgerRows } from '../../../src/certificates/ledger-rows.ts'
import { readConfig } from '../../../src/config.ts'
import type { Script } from '../../../src/dialog/script.ts'
import { canonicalJson } from '../../../src/dialog/script.ts'
import { createFilingReader, type FilingReader } from '../../../src/documents/filing-reader.ts'
import { selfCheckFrame } from '../../../src/self-check/file-self-check.ts'
import { fingerprint, snapshotOf } from '../../../src/self-check/filing.ts'
import { filingLedger } from '../../../src/self-check/filing-ledger.ts'
import { findingsOf, problemsOf } from '../../../src/self-check/findings.ts'
import { createSelfCheckStore } from '../../../src/self-check/self-check-store.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createSeal } from '../../../src/storage/seal.ts'
import { createShelf } from '../../../src/storage/shelf.ts'
import type { Unit } from '../../../src/units/unit.ts'
import { content } from '../../support/content.ts'
import { creditCode } from '../../support/conversations.ts'
import { seededRandom } from '../../support/world.ts'
import { type Answers, ENTERPRISE, SCRIPTS } from './filed.ts'

/** The operator's command reads with this key, where it is given none. */
const SEAL = createSeal(readConfig({}).dataKey, seededRandom('filings'))
export const FILED_AT = Date.parse('2022-03-18T09:05:00+08:00')

/** Records as the rooms leave them; `number` tells units apart. */
export type Filing = {
  number: number
  version?: number
  answers: Answers
  script?: Script
  at?: number
  ledger?: LedgerRows
}

export function receiptOf(number: number, version = 1): string {
  return `ZC20220318-${String(number).padStart(6, 'A')}${String(version).padStart(2, 'A')}`
}

export function unitOf(number: number): Unit {
  return {
    ...ENTERPRISE,
    id: String(number).padStart(32, '0'),
    name: `示例制鞋有限公司${number}`,
    creditCode: creditCode(number),
  }
}

export async function fileOne(database: Database, filing: Filing): Promise<string> {
  const { number, version = 1, answers, script = SCRIPTS.enterprise, at = FILED_AT } = filing
  const unit = unitOf(number)
  if (version === 1) await insertUnit(database, unit, at)
  const selfChecks = createSelfCheckStore(database)
  const id = `check-${unit.id}`
  const base = { id, unitId: unit.id, subject: unit.subject, script: script.hash, memberId: 'member', at }
  await selfChecks.open({ ...base, campaign: content.campaign.id })
  const frame = selfCheckFrame(id, script, unit, answers)
  const ledger = filing.ledger ? filingLedger(SEAL, filing.ledger) : null
  const snapshot = snapshotOf(script, frame, unit, ledger?.digest)
  const receipt = receiptOf(number, version)
  await selfChecks.file(
    {
      receipt,
      selfCheckId: id,
      unit,
      memberId: 'member',
      script: script.hash,
      snapshot: canonicalJson(snapshot),
      sha256: fingerprint(snapshot),
      ledger: ledger?.sealFor(receipt) ?? null,
      problems: problemsOf(findingsOf(script, frame)),
    },
    { person: 'person', message: receipt, at },
  )
  return receipt
}

/** A reader in a product that runs with the given content. */
export async function readerWith(
  database: Database,
  scripts: ReadonlyMap<string, Script> = content.scripts,
): Promise<FilingReader> {
  return createFilingReader(database, await createShelf(database, scripts, FILED_AT), SEAL)
}

async function insertUnit({ db }: Database, unit: Unit, at: number): Promise<void> {
  await db
    .insertInto('units')
    .values({
      id: unit.id,
      subject: unit.subject,
      name: unit.name,
      credit_code: unit.creditCode,
      district: unit.district,
      industry: unit.industry,
      high_risk: 0,
      special_ops: null,
      level: unit.level,
      bureau: unit.bureau,
      created_at: at,
      updated_at: at,
    })
    .execute()
}
