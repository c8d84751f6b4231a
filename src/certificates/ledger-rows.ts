import type { CivilDate } from '../lib/clock.ts'
import type { Shelf } from '../turn/room.ts'
import type { UnitStore } from '../units/unit-store.ts'
import { type Examination, examinationOn } from './appointment.ts'
import type { Certificate } from './certificate.ts'
import type { CertificateStore } from './certificate-store.ts'
import { labelsOf } from './labels.ts'
import { VERIFY } from './verify-room.ts'

/** A row of 核验台账, in words; `checkedBy` is empty where that member has left and is forgotten. */
export type VerificationRow = {
  name: string
  role: string
  category: string
  lastFour: string
  result: string
  checkedOn: CivilDate
  checkedBy: string
  validUntil: CivilDate | null
  reviewBy: CivilDate | null
  screenshots: string[]
}

/** A row of 任职考核台账. */
export type AppointmentRow = {
  name: string
  role: string
  appointedOn: CivilDate
  passedOn: CivilDate | null
  examination: Examination
}

export type LedgerRows = { verification: VerificationRow[]; appointments: AppointmentRow[] }

type Dependencies = { certificates: CertificateStore; units: UnitStore; shelf: Shelf }

/** The unit's own papers: names in full, for its members only. */
export async function ledgerRows(deps: Dependencies, unitId: string, today: CivilDate): Promise<LedgerRows> {
  const all = await deps.certificates.ofUnit(unitId)
  const labels = labelsOf(deps.shelf.current(VERIFY))
  const names = await namesOf(
    all.map(({ checkedBy }) => checkedBy),
    deps.units,
  )
  const role = (certificate: Certificate) => labels('role', certificate.role)
  return {
    verification: all.map(({ id: _, appointedOn: _appointed, passedOn: _passed, ...row }) => ({
      ...row,
      role: labels('role', row.role),
      result: labels('result', row.result),
      checkedBy: names.get(row.checkedBy) ?? '',
    })),
    appointments: all.flatMap(certificate => {
      const { name, appointedOn, passedOn } = certificate
      if (appointedOn === null) return []
      const examination = examinationOn(appointedOn, passedOn, today)
      return [{ name, role: role(certificate), appointedOn, passedOn, examination }]
    }),
  }
}

async function namesOf(memberIds: string[], units: UnitStore): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(memberIds)) names.set(id, (await units.contactOf(id))?.name ?? '')
  return names
}
