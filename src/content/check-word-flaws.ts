import { FLAWS, type Flaw, type FlawCode } from '../dialog/check/flaw.ts'
import { placeholderFlaws } from '../dialog/check/placeholder-flaws.ts'
import { type CheckWords, REPORT_VALUES } from './check-words.ts'

/** The words of the check itself may name what their fault gives them. */
export function checkWordFlaws({ faults, report }: CheckWords): Flaw[] {
  return [
    ...Object.entries(faults).flatMap(([code, { what, remedy }]) => {
      const allowed = FLAWS[code as FlawCode]
      return [
        ...placeholderFlaws(what, allowed, ['faults', code, 'what']),
        ...placeholderFlaws(remedy, allowed, ['faults', code, 'remedy']),
      ]
    }),
    ...Object.entries(report).flatMap(([name, text]) =>
      placeholderFlaws(text, REPORT_VALUES[name as keyof CheckWords['report']], ['report', name]),
    ),
  ]
}
