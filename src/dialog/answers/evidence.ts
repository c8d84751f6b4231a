import type { AnswerValue, EvidenceKind, Heard, Input, ParseContext } from '../answer.ts'
import { saysDone, saysTakeBack } from './images.ts'
import { refuse } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

const COUNTED: [EvidenceKind, string][] = [
  ['photo', '张照片'],
  ['voice', '段语音'],
  ['video', '段视频'],
  ['location', '个位置'],
  ['link', '个网址'],
]

type Spec = SpecOf<'evidence'>

/** Names of things in the order they came, each with its kind. They keep the question open until “好了”, or until it is full. */
export function hearEvidence(spec: Spec, input: Input, context: ParseContext): Heard {
  const things = thingsOf(context.before)
  const count = things.length
  const left = Math.max(0, spec.max - count)
  if (input.kind === 'evidence') return add(spec, things, `${input.what}:${input.id}`)
  if (input.kind !== 'text') return refuse('hint.evidence', { count, left })
  if (count > 0 && saysTakeBack(input.text)) return takeBack(spec, things)
  if (!saysDone(input.text)) return refuse('hint.evidence', { count, left })
  if (count < spec.min) return refuse('hint.evidence-min', { min: spec.min, count })
  return { ok: true, value: things }
}

/** `2 张照片、1 段语音`. */
export function showEvidence(things: string[]): string {
  return COUNTED.map(([kind, counted]) => [
    things.filter(each => each.startsWith(`${kind}:`)).length,
    counted,
  ])
    .filter(([count]) => count !== 0)
    .map(([count, counted]) => `${count} ${counted}`)
    .join('、')
}

function add({ max }: Spec, things: string[], thing: string): Heard {
  const known = things.includes(thing)
  if (!known && things.length >= max) return refuse('hint.evidence-full', { max })
  const value = known ? things : [...things, thing]
  const count = value.length
  if (count >= max) return { ok: true, value }
  return { ok: true, value, more: { phrase: 'hint.evidence-more', values: { count, left: max - count } } }
}

function takeBack({ max }: Spec, things: string[]): Heard {
  const value = things.slice(0, -1)
  const count = value.length
  return { ok: true, value, more: { phrase: 'hint.evidence-dropped', values: { count, left: max - count } } }
}

function thingsOf(before: AnswerValue | undefined): string[] {
  return Array.isArray(before) ? before : []
}
