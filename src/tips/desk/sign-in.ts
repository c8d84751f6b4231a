import { timingSafeEqual } from 'node:crypto'
import { type AgeIdentity, isIdentity, recipientOf } from '../age-identity.ts'
import { proofOf } from '../content.ts'
import { holdersOf } from '../keys/recipients-content.ts'
import type { CaseDesk } from './case-desk.ts'
import { caseSteps } from './case-steps.ts'
import { type Actor, type DeskContext, type DeskDependencies, tipRow } from './desk-context.ts'
import { handOver } from './hand-over.ts'
import { openIdentity } from './identity.ts'
import { letters } from './letters.ts'
import { toLineOf } from './lines.ts'
import { countTips, listTips } from './list-tips.ts'
import { openEvidence } from './open-evidence.ts'
import { openTip } from './open-tip.ts'
import { referrals } from './referrals.ts'

/** The desk of whoever holds this identity; null where its recipient stands in no list of today. */
export async function signIn(deps: DeskDependencies, identity: AgeIdentity): Promise<CaseDesk | null> {
  if (!isIdentity(identity)) return null
  const recipient = await recipientOf(identity)
  const held = holdersOf(await deps.recipients()).filter(holder => holder.recipient === recipient)
  const [first] = held
  if (!first) return null
  const actor: Actor = {
    name: `${first.bureau ?? 'custodian'}/${first.name}`,
    bureaus: held.flatMap(({ bureau }) => bureau ?? []),
    isCustodian: held.some(({ bureau }) => bureau === null),
    identity,
  }
  return deskOf({ ...deps, actor })
}

function deskOf(desk: DeskContext): CaseDesk {
  return {
    actor: desk.actor.name,
    list: (shelf, after) => listTips(desk, shelf, after),
    counts: () => countTips(desk),
    async find(number) {
      const row = await tipRow(desk, number)
      return row && toLineOf(desk, row)
    },
    open: number => openTip(desk, number),
    evidence: (number, id, copy) => openEvidence(desk, number, id, copy),
    async proves(number, proof) {
      const row = await tipRow(desk, number)
      return row !== null && isEqual(proofOf(row.content_sha256), proof.trim().toLowerCase())
    },
    ...letters(desk),
    ...caseSteps(desk),
    ...referrals(desk),
    ...handOver(desk),
    identity: openIdentity(desk),
  }
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
