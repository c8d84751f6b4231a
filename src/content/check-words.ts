import { z } from 'zod'
import { FLAWS, type FlawCode } from '../dialog/check/flaw.ts'

/** The schema of check.yaml: what `npm run check` says. */

const Words = z.strictObject({ what: z.string().min(1), remedy: z.string().min(1) })
const codes = Object.keys(FLAWS) as FlawCode[]

/** Words of the report around the faults. */
const REPORT = ['ok', 'faults', 'to-confirm', 'no-note'] as const

export const CheckWords = z.strictObject({
  /** What the program calls a kind of value -> what a person does: `array` -> 列表. */
  kinds: z.record(z.string(), z.string().min(1)),
  report: z.record(z.enum(REPORT), z.string().min(1)),
  faults: z.record(z.enum(codes), Words),
})
export type CheckWords = z.infer<typeof CheckWords>

/** The values each sentence of the report may name. */
export const REPORT_VALUES: Record<(typeof REPORT)[number], readonly string[]> = {
  ok: ['dialogs', 'questions', 'items', 'phrases'],
  faults: ['count'],
  'to-confirm': ['count'],
  'no-note': [],
}
