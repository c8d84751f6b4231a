import type { Script } from '../dialog/script.ts'
import { headOf, type Material, materialOf } from './material.ts'
import type { Paper } from './paper.ts'
import { appointmentLedgerPaper } from './papers/appointment-ledger.ts'
import { certificateLedgerPaper } from './papers/certificate-ledger.ts'
import { checklistPaper } from './papers/checklist.ts'
import { completionProofPaper } from './papers/completion-proof.ts'
import { evidenceListPaper, hasEvidence } from './papers/evidence-list.ts'
import { problemListPaper } from './papers/problem-list.ts'
import { rectificationListPaper } from './papers/rectification-list.ts'
import { reportPaper } from './papers/report.ts'
import type { PaperSetting } from './setting.ts'
import type { StoredFiling } from './stored-filing.ts'

/**
 * All papers of one filing, in the order they are bound. `script` is the one it was made with, so that an old filing
 * shows its questions as they were asked. Throws AppError('content-missing') where it is not a checklist's.
 */
export function papersOf(filing: StoredFiling, script: Script, setting: PaperSetting): Paper[] {
  const material = materialOf(filing, script, setting)
  const enclosed = [
    checklistPaper(material),
    ...(material.problems.length > 0 ? [problemListPaper(material), rectificationListPaper(material)] : []),
    ...(hasEvidence(material) ? [evidenceListPaper(material)] : []),
    ...ledgerPapers(material),
  ]
  if (reports(material)) {
    const names = enclosed.map(({ name }) => name)
    return [reportPaper(material, names), ...enclosed]
  }
  return mayProve(material) ? [...enclosed, completionProofPaper(material)] : enclosed
}

/** 核验台账 and 任职考核台账, as far as they were kept. */
function ledgerPapers(material: Material): Paper[] {
  const { filing, setting } = material
  const { verification = [], appointments = [] } = filing.ledger ?? {}
  const head = headOf(material)
  return [
    ...(verification.length > 0 ? [certificateLedgerPaper(verification, head, setting)] : []),
    ...(appointments.length > 0 ? [appointmentLedgerPaper(appointments, head, setting)] : []),
  ]
}

/** Who owes a paper whatever was found owes the report. */
function reports({ filing, setting }: Material): boolean {
  const { subject } = filing.snapshot.unit
  return setting.campaign.obligations.some(({ who, when }) => who === subject && when === 'always')
}

/** Who owes nothing without problems may have a proof instead (A14); who has yet to find out has not found that there are none. */
function mayProve({ filing, problems, unsettled, setting }: Material): boolean {
  const { subject } = filing.snapshot.unit
  return (
    problems.length + unsettled.length === 0 &&
    setting.campaign.obligations.some(({ who, otherwise }) => who === subject && otherwise !== undefined)
  )
}
