import { numberOfAll } from './multi-choice.ts'
import type { ResolvedSpec } from './resolved-spec.ts'

/**
 * The numbered lines under a question; none where it is answered in words. “All of these” takes the number after the last
 * option, “none of these” is 0 and stands last.
 */
export function showOptions(spec: ResolvedSpec): string[] {
  switch (spec.type) {
    case 'choice':
      return numbered(spec.options.map(option => option.label))
    case 'confirm':
      return numbered([spec.yes, spec.no])
    case 'multi-choice':
      return [
        ...numbered(spec.options.map(option => option.label)),
        ...(spec.all === undefined ? [] : [`${numberOfAll(spec)}. ${spec.all}`]),
        ...(spec.none === undefined ? [] : [`0. ${spec.none}`]),
      ]
    default:
      return []
  }
}

function numbered(labels: string[]): string[] {
  return labels.map((label, place) => `${place + 1}. ${label}`)
}
