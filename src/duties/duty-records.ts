import type { Dated, SelfCheckRecord, UnitRecords } from '../campaign/duties.ts'
import { examinationDeadline } from '../certificates/appointment.ts'
import { type Certificate, isManager } from '../certificates/certificate.ts'
import type { CertificateStore } from '../certificates/certificate-store.ts'
import { reviewOn, validityOn } from '../certificates/expiry.ts'
import { maskedName } from '../certificates/masked-name.ts'
import type { CivilDate } from '../lib/clock.ts'
import { versionBrought } from '../self-check/delivery-store.ts'
import type { Versions } from '../self-check/duty.ts'
import type { Problem } from '../self-check/findings.ts'
import type { Database } from '../storage/database.ts'
import type { Unit } from '../units/unit.ts'
import { createFulfilmentStore } from './fulfilment-store.ts'

/** `receipt` is that of the last version filed, where it counts for the unit; '' otherwise. */
export type DutyRecords = UnitRecords & Pick<Versions, 'receipt' | 'brought'>

/** Reads what one unit's duties depend on. Names are masked, as wherever they are shown in chat. */
export function createDutyRecords({ database, certificates }: Dependencies) {
  const { db } = database
  const fulfilments = createFulfilmentStore(database)

  return async function recordsOf(campaign: string, unit: Unit, today: CivilDate): Promise<DutyRecords> {
    const { id } = unit
    const ledger = await certificates.ofUnit(id)
    const { selfCheck, receipt } = await selfCheckOf(campaign, unit)
    const isBrought = selfCheck !== null && selfCheck.deliveredOn !== null
    return {
      selfCheck,
      receipt,
      brought: isBrought ? await versionBrought(db, campaign, id) : null,
      problems: await problemsOf(campaign, id),
      examinations: ledger.flatMap(examinationOf),
      certificates: ledger.flatMap(certificate => certificateDates(certificate, today)),
      fulfilled: await fulfilments.of(campaign, id),
    }
  }

  async function selfCheckOf(
    campaign: string,
    { id, subject, highRisk }: Unit,
  ): Promise<{ selfCheck: SelfCheckRecord | null; receipt: string }> {
    const row = await db
      .selectFrom('self_checks')
      .leftJoin('filings', join =>
        join
          .onRef('filings.self_check_id', '=', 'self_checks.id')
          .onRef('filings.version', '=', 'self_checks.version'),
      )
      .select(['self_checks.version', 'self_checks.problems', 'unsettled', 'delivered_on', 'receipt'])
      .select(['self_checks.subject', 'filed_subject', 'filed_high_risk'])
      .select(eb =>
        eb
          .selectFrom('answers')
          .select('path')
          .whereRef('answers.self_check_id', '=', 'self_checks.id')
          .limit(1)
          .as('answered'),
      )
      .where('self_checks.campaign', '=', campaign)
      .where('self_checks.unit_id', '=', id)
      .executeTakeFirst()
    if (!row) return { selfCheck: null, receipt: '' }
    const started = row.answered !== null && row.subject === subject
    if (row.filed_subject !== subject) return { selfCheck: { ...NOT_FILED, started }, receipt: '' }
    const selfCheck = {
      started,
      version: row.version,
      problems: row.problems ?? 0,
      unsettled: row.unsettled ?? 0,
      deliveredOn: row.delivered_on,
      lacksHighRisk: highRisk === true && row.filed_high_risk === 0,
    }
    return { selfCheck, receipt: row.receipt ?? '' }
  }

  async function problemsOf(campaign: string, unitId: string): Promise<Dated[]> {
    const rows = await db
      .selectFrom('problems')
      .innerJoin('self_checks', 'self_checks.id', 'problems.self_check_id')
      .select(['problems.id', 'due', 'detail'])
      .where('self_checks.campaign', '=', campaign)
      .where('problems.unit_id', '=', unitId)
      .where('status', '=', 'open')
      .execute()
    return rows.flatMap(({ id, due, detail }) =>
      due === null ? [] : [{ id, due, about: (JSON.parse(detail) as Problem).what }],
    )
  }
}

type Dependencies = { database: Database; certificates: CertificateStore }

const NOT_FILED = { version: 0, problems: 0, unsettled: 0, deliveredOn: null, lacksHighRisk: false }

function examinationOf(certificate: Certificate): Dated[] {
  const { id, name, appointedOn, passedOn } = certificate
  if (!isManager(certificate) || appointedOn === null || passedOn !== null) return []
  return [{ id, about: maskedName(name), due: examinationDeadline(appointedOn) }]
}

/** A date far ahead is in the ledger and no duty yet. */
function certificateDates(
  { id, name, validUntil, reviewBy }: Certificate,
  today: CivilDate,
): UnitRecords['certificates'] {
  const validity = validityOn(validUntil, today)
  const review = reviewOn(reviewBy, today)
  const about = maskedName(name)
  return [
    ...(validUntil !== null && validity !== 'valid'
      ? [{ id, about, due: validUntil, what: 'expiry' as const }]
      : []),
    ...(reviewBy !== null && review !== 'ahead'
      ? [{ id, about, due: reviewBy, what: 'review' as const }]
      : []),
  ]
}
