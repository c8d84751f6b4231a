import type { Heard, Input } from '../answer.ts'
import { bare, matchKey } from './fold.ts'
import { matchWording } from './match-option.ts'
import { readOptionNumber } from './option-number.ts'
import { readOptionList } from './read-option-list.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'
import { wordings } from './wordings.ts'

type Spec = SpecOf<'multi-choice'>

const ALL = '全 全部 全选 全都有 全有 全是 所有 都有 都是 都选 以上都有 以上都是 以上全部'.split(' ')
const NONE =
  '没 没有 无 都没 都没有 全没有 一个都没有 一项都没有 以上都没有 都不是 以上都不是 均无 都无'.split(' ')

/** “都做到了” is all of a list of duties, but says of a list of faults that there is none. */
const ALL_DONE = '都做到 都做 全做到 全部做到 都完成 全部完成'.split(' ')
const NONE_DONE = '没做到 都没做到 都没有做到 都没做 都没完成'.split(' ')

const HINTS = {
  unknown: 'hint.multi-choice',
  ambiguous: 'hint.choice-ambiguous',
  range: 'hint.multi-choice-range',
}

/** Option ids in list order; an empty list is “none of these”, where the content allows it. */
export function hearMultiChoice(spec: Spec, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const { text } = input
  const whole = matchWording(spec.options, text)
  if (whole && 'at' in whole) return chosen(spec, [whole.at])
  if (saysNone(spec, text)) return spec.none ? chosen(spec, []) : refuse('hint.multi-choice-none')
  if (saysAll(spec, text)) return chosen(spec, [...spec.options.keys()])
  const list = readOptionList(spec.options, text)
  if ('fault' in list) return refuse(HINTS[list.fault], { max: spec.options.length })
  return chosen(spec, list.places)
}

/** The line that offers all of them, under the number after the last option. */
export function allLine({ all, options }: Spec): string | null {
  return all === undefined ? null : `${options.length + 1}. ${all}`
}

/** The line that offers none of them, under 0. */
export function noneLine({ none }: Spec): string | null {
  return none === undefined ? null : `0. ${none}`
}

function chosen(spec: Spec, places: number[]): Heard {
  return { ok: true, value: places.map(place => spec.options[place]!.id) }
}

function saysNone(spec: Spec, text: string): boolean {
  if (spec.none !== undefined && readOptionNumber(text) === 0) return true
  return saysOneOf(text, [...NONE, ...(listsDuties(spec) ? NONE_DONE : [])], spec.none, noneLine(spec))
}

function saysAll(spec: Spec, text: string): boolean {
  if (spec.all !== undefined && readOptionNumber(text) === spec.options.length + 1) return true
  return saysOneOf(text, [...ALL, ...(listsDuties(spec) ? ALL_DONE : [])], spec.all, allLine(spec))
}

function saysOneOf(text: string, words: string[], ...shown: (string | null | undefined)[]): boolean {
  const lines = shown.map(line => matchKey(line ?? ''))
  return wordings(text).some(
    wording => words.includes(wording) || lines.includes(wording) || lines.map(bare).includes(wording),
  )
}

function listsDuties(spec: Spec): boolean {
  return /做|完成/.test(spec.all ?? '')
}
