import type { Heard, Input } from '../answer.ts'
import { matchOption } from './match-option.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

const HINTS = { unknown: 'hint.choice', ambiguous: 'hint.choice-ambiguous', range: 'hint.choice-range' }

/** One option, by its id. */
export function hearChoice(spec: SpecOf<'choice'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const match = matchOption(spec.options, input.text)
  if ('fault' in match) return refuse(HINTS[match.fault], { max: spec.options.length })
  return { ok: true, value: spec.options[match.at]!.id }
}
