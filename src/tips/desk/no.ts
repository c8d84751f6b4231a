import type { Refused, WhyNot } from './case-desk.ts'

export function no(why: WhyNot): Refused {
  return { ok: false, why }
}
