import { z } from 'zod'
import { placeholderFlaws } from './placeholder-flaws.ts'

/** Words that may name these values and no others; the check tells which. */
export function textWith(...values: readonly string[]) {
  return z
    .string()
    .min(1)
    .superRefine((written, context) => {
      for (const { code, values: found } of placeholderFlaws(written, values, []))
        context.addIssue({ code: 'custom', message: code, params: { flaw: code, ...found } })
    })
}
