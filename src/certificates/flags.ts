import type { CivilDate } from '../lib/clock.ts'
import { examinationOn } from './appointment.ts'
import type { Result, Verification } from './certificate.ts'
import { reviewOn, validityOn } from './expiry.ts'

/** What somebody must still do something about, the worst first. */
export const FLAGS = [
  'not-found',
  'mismatch',
  'expired',
  'not-passed',
  'review-overdue',
  'unsure',
  'passing-due',
  'expiring',
  'review-due',
  'passed-late',
] as const

export type Flag = (typeof FLAGS)[number]

/** All flags of a line of the ledger, the worst first. */
export function flagsOf(verification: Verification, today: CivilDate): Flag[] {
  const flags = new Set([
    ...resultFlags(verification, today),
    ...reviewFlags(verification, today),
    ...examinationFlags(verification, today),
  ])
  return FLAGS.filter(flag => flags.has(flag))
}

/** The ledger with what is worst on top, otherwise in its own order. */
export function worstFirst<C extends Verification>(
  verifications: readonly C[],
  today: CivilDate,
): { verification: C; flags: Flag[] }[] {
  const rank = ({ flags: [worst] }: { flags: Flag[] }) => (worst ? FLAGS.indexOf(worst) : FLAGS.length)
  return verifications
    .map(verification => ({ verification, flags: flagsOf(verification, today) }))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** Nobody may work on such a certificate (notice 二（二）1). */
export function isFaulty(verification: Verification, today: CivilDate): boolean {
  return flagsOf(verification, today).some(flag => ['not-found', 'mismatch', 'expired'].includes(flag))
}

function resultFlags({ result, validUntil }: Verification, today: CivilDate): Flag[] {
  const validity = validityOn(validUntil, today)
  const byDate: Flag[] = validity === 'expired' || validity === 'expiring' ? [validity] : []
  return isFlag(result) ? [result, ...byDate] : byDate
}

function isFlag(result: Result): result is Exclude<Result, 'genuine'> {
  return result !== 'genuine'
}

function reviewFlags({ reviewBy }: Verification, today: CivilDate): Flag[] {
  const review = reviewOn(reviewBy, today)
  return review === 'overdue' || review === 'due' ? [`review-${review}`] : []
}

function examinationFlags({ appointedOn, passedOn }: Verification, today: CivilDate): Flag[] {
  if (appointedOn === null) return []
  const examination = examinationOn(appointedOn, passedOn, today)
  if (examination.state === 'overdue') return ['not-passed']
  if (examination.state === 'due-soon') return ['passing-due']
  return examination.state === 'passed' && examination.when === 'late' ? ['passed-late'] : []
}
