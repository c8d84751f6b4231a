import type { AnswerValue } from '../answer.ts'
import { showDay } from './civil-day.ts'
import { showEvidence } from './evidence.ts'
import type { ResolvedSpec } from './resolved-spec.ts'

const NOTHING = '无'

/** An answer as the review and the printed forms show it. Masking a phone is the caller's matter. */
export function showAnswer(spec: ResolvedSpec, value: AnswerValue): string {
  if (Array.isArray(value)) return showList(spec, value)
  if (typeof value === 'object') return value.label || `${value.latitude}, ${value.longitude}`
  switch (spec.type) {
    case 'choice':
      return labelOf(spec, String(value))
    case 'number':
      return spec.unit === undefined ? String(value) : `${value} ${spec.unit}`
    case 'date':
      return showDay(String(value))
    case 'confirm':
      return value === 'yes' ? spec.yes : spec.no
    default:
      return String(value)
  }
}

function showList(spec: ResolvedSpec, ids: string[]): string {
  if (spec.type === 'evidence' && ids.length > 0) return showEvidence(ids)
  if (spec.type !== 'multi-choice') return ids.length === 0 ? NOTHING : `${ids.length} 张照片`
  return ids.length === 0 ? (spec.none ?? NOTHING) : ids.map(id => labelOf(spec, id)).join('；')
}

function labelOf(spec: Extract<ResolvedSpec, { options: unknown }>, id: string): string {
  return spec.options.find(option => option.id === id)?.label ?? id
}
