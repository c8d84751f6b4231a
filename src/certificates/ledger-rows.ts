import type { CivilDate } from '../lib/clock.ts'
import type { Shelf } from '../turn/room.ts'
import type { UnitStore } from '../units/unit-store.ts'
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

/** A row of 任职考核台账; where that person stands is reckoned when it is printed. */
export type AppointmentRow = {
  name: string
  role: string
  appointedOn: CivilDate
  passedOn: CivilDate | null
}

export type LedgerRows = { verification: VerificationRow[]; appointments: AppointmentRow[] }

type Dependencies = { certificates: CertificateStore; units: UnitStore; shelf: Shelf }

/** What is filed of a unit's ledger, for its own papers: names in full. Null while it has no line. */
export async function ledgerRows(deps: Dependencies, unitId: string): Promise<LedgerRows | null> {
  const all = await deps.certificates.ofUnit(unitId)
  if (all.length === 0) return null
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
      return [{ name, role: role(certificate), appointedOn, passedOn }]
    }),
  }
}

async function namesOf(memberIds: string[], units: UnitStore): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of new Set(memberIds)) names.set(id, (await units.contactOf(id))?.name ?? '')
  return names
}
