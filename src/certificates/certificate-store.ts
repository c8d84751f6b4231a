import type { Kysely, Selectable } from 'kysely'
import { matchKey } from '../dialog/answers/fold.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { Tables } from '../storage/tables.ts'
import { examinationDeadline } from './appointment.ts'
import { type Certificate, isManager, type Result, type Role, type Verification } from './certificate.ts'

export type Recorder = { unitId: string; memberId: string; message: string; at: Instant }

/** The ids are those of the options in dialogs/unlist.yaml. */
export type WhyUnlisted = 'mistake' | 'left'

/** A unit's ledger: one line per person and certificate, as it was checked last. Names are sealed. */
export interface CertificateStore {
  /** All verifications of one submission or none; given again under the same message, nothing changes. */
  record(verifications: readonly Verification[], recorder: Recorder): Promise<void>
  /** Takes a line out for good, with a line in the audit trail; one that is not the unit's, or gone already, changes nothing. */
  unlist(id: string, why: WhyUnlisted, recorder: Recorder): Promise<void>
  /** In the order in which they were first recorded. */
  ofUnit(unitId: string): Promise<Certificate[]>
}

export function createCertificateStore({ db }: Database, seal: Seal, random: Random): CertificateStore {
  return {
    record: (verifications, recorder) =>
      db.transaction().execute(async trx => {
        for (const [index, verification] of verifications.entries()) {
          await recordOne(trx, verification, {
            ...recorder,
            message: `${recorder.message}:${String(index).padStart(2, '0')}`,
          })
        }
      }),

    unlist: (id, why, { unitId, memberId, message, at }) =>
      db.transaction().execute(async trx => {
        const { numDeletedRows } = await trx
          .deleteFrom('certificates')
          .where('id', '=', id)
          .where('unit_id', '=', unitId)
          .executeTakeFirstOrThrow()
        if (numDeletedRows === 0n) return
        const line = {
          id: `${message}:${id}`,
          at,
          actor: memberId,
          action: `certificate-unlisted-${why}`,
          target: id,
        }
        await trx.insertInto('audit').values(line).execute()
      }),

    async ofUnit(unitId) {
      const rows = await db
        .selectFrom('certificates')
        .selectAll()
        .where('unit_id', '=', unitId)
        .orderBy('created_at')
        .orderBy('message')
        .execute()
      return rows.map(toCertificate)
    },
  }

  async function recordOne(
    trx: Kysely<Tables>,
    verification: Verification,
    recorder: Recorder,
  ): Promise<void> {
    const { unitId, message, at } = recorder
    const nameHash = seal.hash('certificate-name', `${unitId} ${matchKey(verification.name)}`)
    const lines = await trx
      .selectFrom('certificates')
      .select(['id', 'last_four', 'message'])
      .where('unit_id', '=', unitId)
      .where('name_hash', '=', nameHash)
      .where('role', '=', verification.role)
      .where('category', '=', verification.category)
      .execute()
    if (lines.some(line => line.message === message)) return
    const known = lineOf(verification, lines)
    const found = { ...columnsOf(verification), checked_by: recorder.memberId, updated_at: at, message }
    if (known) {
      const last_four = verification.lastFour || known.last_four
      await trx
        .updateTable('certificates')
        .set({ ...found, last_four })
        .where('id', '=', known.id)
        .execute()
      return
    }
    const id = newId(random)
    const name = seal.seal('certificate-name', id, Buffer.from(verification.name))
    await trx
      .insertInto('certificates')
      .values({ id, unit_id: unitId, name, name_hash: nameHash, ...found, created_at: at })
      .onConflict(conflict =>
        conflict.columns(['unit_id', 'name_hash', 'role', 'category', 'last_four']).doUpdateSet(found),
      )
      .execute()
  }

  function toCertificate(row: Selectable<Tables['certificates']>): Certificate {
    return {
      id: row.id,
      name: Buffer.from(seal.open('certificate-name', row.id, row.name)).toString('utf8'),
      role: row.role as Role,
      category: row.category,
      lastFour: row.last_four,
      result: row.result as Result,
      checkedOn: row.checked_on,
      checkedBy: row.checked_by,
      validUntil: row.valid_until,
      reviewBy: row.review_by,
      appointedOn: row.appointed_on,
      passedOn: row.passed_on,
      screenshots: JSON.parse(row.screenshots) as string[],
    }
  }
}

type Line = { id: string; last_four: string }

/**
 * The line a verification goes on with, among those of that name, role and category: the same number, or the only one
 * where either side has no number yet. Two numbers are two people.
 */
function lineOf({ lastFour }: Verification, lines: Line[]): Line | undefined {
  const same = lines.find(line => line.last_four === lastFour)
  if (same) return same
  if (lastFour === '') return lines.length === 1 ? lines[0] : undefined
  return lines.find(line => line.last_four === '')
}

function columnsOf(verification: Verification) {
  return {
    role: verification.role,
    category: verification.category,
    last_four: verification.lastFour,
    result: verification.result,
    checked_on: verification.checkedOn,
    valid_until: verification.validUntil,
    review_by: verification.reviewBy,
    appointed_on: verification.appointedOn,
    passed_on: verification.passedOn,
    examination_due: examinationDue(verification),
    screenshots: JSON.stringify(verification.screenshots),
  }
}

function examinationDue(verification: Verification): CivilDate | null {
  const { appointedOn, passedOn } = verification
  if (!isManager(verification) || appointedOn === null || passedOn !== null) return null
  return examinationDeadline(appointedOn)
}
