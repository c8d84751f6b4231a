import { RUNGS } from '../delivery/letter.ts'
import type { Result } from './results.ts'

/** How a reminder ended, for the table: told by a rung, or why nobody heard of it. */
export const OUTCOMES = [
  ...RUNGS.filter(rung => rung !== 'parked'),
  'heard later',
  'waiting',
  'nobody',
  'gone',
  'refused',
  'void',
  'lapsed',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export function outcomeOf({ state, rung }: Pick<Result, 'state' | 'rung'>): Outcome {
  if (state === 'parked' || state === 'due') return 'waiting'
  if (state !== 'told' && state !== 'sent') return state as Outcome
  return rung === 'parked' ? 'heard later' : (rung as Outcome)
}
