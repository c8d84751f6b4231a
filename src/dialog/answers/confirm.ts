import type { Heard, Input, OptionList } from '../answer.ts'
import { matchKey } from './fold.ts'
import { matchOption } from './match-option.ts'
import { isPlainPart } from './plain-part.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

/** Without 确定: it answers “are you sure?”, and sent once more it must not answer the question beneath. */
const YES = '是 对 好 好的 好吧 行 可以 同意 确认 嗯 嗯嗯 ok yes y'.split(' ')
const NO = '否 不 不是 不对 不好 不行 不可以 不同意 不确认 不要 不用 不用了 不了 取消 no n'.split(' ')

/** `yes` or `no`. */
export function hearConfirm(spec: SpecOf<'confirm'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const options: OptionList = [
    { id: 'yes', label: spec.yes, say: spec.explicit ? [] : wordsAgainst(YES, spec.no) },
    { id: 'no', label: spec.no, say: wordsAgainst(NO, spec.yes) },
  ]
  const match = matchOption(options, input.text)
  if ('fault' in match) return refuse('hint.confirm', { yes: spec.yes, no: spec.no })
  return { ok: true, value: options[match.at]!.id }
}

/** A word of the other side's label means the other side: 对 is no yes where the labels are “不对，要改” and “对，没有错”. */
function wordsAgainst(words: string[], otherLabel: string): string[] {
  const other = matchKey(otherLabel)
  return words.filter(word => !isPlainPart(word, other))
}
