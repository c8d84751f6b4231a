import { allLine, noneLine } from './multi-choice.ts'
import type { ResolvedSpec } from './resolved-spec.ts'

/** The numbered lines under a question; none where it is answered in words. */
export function showOptions(spec: ResolvedSpec): string[] {
  switch (spec.type) {
    case 'choice':
      return numbered(spec.options.map(option => option.label))
    case 'confirm':
      return numbered([spec.yes, spec.no])
    case 'multi-choice':
      return [...numbered(spec.options.map(option => option.label)), allLine(spec), noneLine(spec)].filter(
        line => line !== null,
      )
    default:
      return []
  }
}

function numbered(labels: string[]): string[] {
  return labels.map((label, place) => `${place + 1}. ${label}`)
}
