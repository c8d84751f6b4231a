import type { Heard, Input } from '../answer.ts'
import { chineseNumber } from './chinese-number.ts'
import { bare, foldText, matchKey } from './fold.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

const NOTHING = ['没有', '没', '无']
const LEAD = /^(?:一共|总共|共计|共)?有?(?:大约|大概|约)?/
const COUNTING_WORDS = /(?:个人|[人名个位家项条份张次处台期班])$/

/** A number in the unit the question asks for. */
export function hearNumber(spec: SpecOf<'number'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const value = readQuantity(input.text, spec.unit)
  const unit = spec.unit ?? ''
  if (value === null) return refuse('hint.number')
  if (spec.whole && !Number.isInteger(value)) return refuse('hint.number-whole')
  if (spec.min !== undefined && value < spec.min) return refuse('hint.number-small', { min: spec.min, unit })
  if (spec.max !== undefined && value > spec.max) return refuse('hint.number-large', { max: spec.max, unit })
  return { ok: true, value }
}

function readQuantity(text: string, unit: string | undefined): number | null {
  if (/\d \d/.test(foldText(text))) return null
  const said = bare(matchKey(text))
  if (NOTHING.includes(said)) return 0
  return chineseNumber(withoutUnit(said.replace(/左右$/, ''), unit).replace(LEAD, ''))
}

/** Where the unit is 万元, “3万” leaves out its 元 and is 3. Another unit (元 for 万元) stays, and is not understood. */
function withoutUnit(said: string, unit: string | undefined): string {
  const name = matchKey(unit ?? '')
  if (name !== '' && said.endsWith(name)) return said.slice(0, -name.length).replace(/个$/, '')
  const magnitude = /^[千万亿]/.exec(name)?.[0]
  if (magnitude !== undefined && said.endsWith(magnitude)) return said.slice(0, -1)
  return said.replace(COUNTING_WORDS, '')
}
