import { createFrame, type Frame } from '../dialog/frame.ts'
import { isMissing } from '../dialog/place.ts'
import { canonicalJson, type Script } from '../dialog/script.ts'
import { walk } from '../dialog/walk.ts'
import type { Random } from '../lib/random.ts'
import type { Moment } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import type { Membership } from '../units/unit-store.ts'
import type { Filed } from './file-version.ts'
import { fingerprint, newReceipt, snapshotOf } from './filing.ts'
import type { LedgerToFile } from './filing-ledger.ts'
import { type Finding, findingsOf, problemsOf } from './findings.ts'
import { knownOf } from './problem-history.ts'
import type { SelfCheckStore } from './self-check-store.ts'

export type Submission = { filed: Filed; findings: Finding[] }

type Dependencies = { selfChecks: SelfCheckStore; ledgerToFile: LedgerToFile; random: Random }

/** Files what the frame holds, and the unit's ledger, as the next version; the same message files it once. */
export async function fileSelfCheck(
  { selfChecks, ledgerToFile, random }: Dependencies,
  { unit, member }: Membership,
  frame: Frame & { subject: string },
  script: Script,
  moment: Moment,
): Promise<Submission> {
  const ledger = await ledgerToFile(unit.id)
  const receipt = newReceipt(random, moment.today)
  const findings = findingsOf(script, frame)
  const problems = problemsOf(findings)
  const known = knownOf(await selfChecks.histories(frame.subject, problems, moment.now))
  const snapshot = snapshotOf(script, frame, unit, ledger?.digest, known)
  const filed = await selfChecks.file(
    {
      receipt,
      selfCheckId: frame.subject,
      unit,
      memberId: member.id,
      script: script.hash,
      snapshot: canonicalJson(snapshot),
      sha256: fingerprint(snapshot),
      ledger: ledger?.sealFor(receipt) ?? null,
      problems,
    },
    { person: moment.person, message: moment.message, at: moment.now },
  )
  return { filed, findings }
}

/** A self-check as a dialog, from its record. */
export function selfCheckFrame(
  id: string,
  script: Script,
  unit: Unit,
  answers: Frame['answers'],
): Frame & { subject: string } {
  const facts = { subject: unit.subject, 'high-risk': unit.highRisk ? 'yes' : 'no', unit: unit.name }
  return {
    ...createFrame({ dialog: 'self-check', script: script.hash, subject: id, facts, answers }),
    subject: id,
  }
}

export function isComplete(script: Script, frame: Frame): boolean {
  return !walk(script, frame).some(place => isMissing(place, frame))
}
