import type { Refused, WhyNot } from './case-desk.ts'

/** Not done, and why. */
export function no(why: WhyNot): Refused {
  return { ok: false, why }
}
