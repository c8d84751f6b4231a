import type { Say } from '../dialog/answer.ts'
import type { CivilDate } from '../lib/clock.ts'
import { examinationOn } from './appointment.ts'
import { isManager, type Verification } from './certificate.ts'
import type { CertificateStore } from './certificate-store.ts'
import { isFaulty } from './flags.ts'

/** Persons of the ledger as two items of the enterprise's checklist ask about them. */
export type CertificateFacts = {
  /** P-CERT, special operations: everyone is counted in one of the last three. */
  operators: { total: number; faulty: number; unsure: number; sound: number }
  /** P-HEAD, managers: everyone is counted in one of the last three. */
  managers: { total: number; overdue: number; open: number; passed: number }
}

export async function certificateFacts(
  store: CertificateStore,
  unitId: string,
  today: CivilDate,
): Promise<CertificateFacts> {
  return factsOf(await store.ofUnit(unitId), today)
}

export function factsOf(verifications: readonly Verification[], today: CivilDate): CertificateFacts {
  const operators = verifications.filter(verification => !isManager(verification))
  const managers = verifications.filter(isManager)
  const faulty = operators.filter(verification => isFaulty(verification, today)).length
  const unsure = operators.filter(
    verification => verification.result === 'unsure' && !isFaulty(verification, today),
  ).length
  const passed = managers.filter(({ passedOn }) => passedOn !== null).length
  const overdue = managers.filter(verification => isOverdue(verification, today)).length
  return {
    operators: { total: operators.length, faulty, unsure, sound: operators.length - faulty - unsure },
    managers: { total: managers.length, overdue, passed, open: managers.length - overdue - passed },
  }
}

/** A line for the checklist item that asks about these people; null for other items and for an empty ledger. */
export function sayFacts(itemId: string, { operators, managers }: CertificateFacts): Say | null {
  if (itemId === 'P-CERT' && operators.total > 0)
    return { phrase: 'certificates.operators', values: operators }
  if (itemId === 'P-HEAD' && managers.total > 0) return { phrase: 'certificates.managers', values: managers }
  return null
}

function isOverdue({ appointedOn, passedOn }: Verification, today: CivilDate): boolean {
  return appointedOn !== null && examinationOn(appointedOn, passedOn, today).state === 'overdue'
}
