import type { Say } from '../dialog/answer.ts'
import type { Frame } from '../dialog/frame.ts'
import type { Moment } from '../turn/room.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { CertificateStore } from './certificate-store.ts'
import { certificateFacts, sayFacts } from './checklist-facts.ts'

/** Items that ask about people in the ledger; for any other nothing is looked up. */
const ITEMS = ['P-CERT', 'P-HEAD']

/** What the ledger knows when the self-check comes to these people. */
export function createRemark(certificates: CertificateStore, units: UnitStore) {
  return async function remark(item: string, frame: Frame, moment: Moment): Promise<Say | null> {
    if (frame.dialog !== 'self-check' || !ITEMS.includes(item)) return null
    const present = await units.membershipOf(moment.person)
    return present && sayFacts(item, await certificateFacts(certificates, present.unit.id, moment.today))
  }
}
