import type { AnswerValue, Heard, OptionList, Say } from '../dialog/answer.ts'
import { parseAnswer, type ResolvedSpec } from '../dialog/answers/parse-answer.ts'
import type { CivilDate } from '../lib/clock.ts'

/**
 * What stands in one field of a form: ids of the options ticked or the words written, or photos that are to stay and
 * new ones that are kept already; `refused` says why another could not be.
 */
export type Typed = { words: string[] } | { kept: string[]; added: string[]; refused: Say | null }

/** The tick of “none of these”: its number in chat, and no option's id. */
export const NONE = '0'

/** How a form shows an answer that stands. */
export function typedOf(spec: ResolvedSpec, value: AnswerValue | undefined): Typed {
  if (spec.type === 'images') return { kept: Array.isArray(value) ? value : [], added: [], refused: null }
  if (value === undefined) return { words: [] }
  if (Array.isArray(value)) return { words: value.length === 0 ? [NONE] : value }
  return { words: [typeof value === 'object' ? value.label : String(value)] }
}

/** Whether someone changed the field since the form was shown. */
export function isTouched(spec: ResolvedSpec, typed: Typed, shown: AnswerValue | undefined): boolean {
  const before = typedOf(spec, shown)
  if ('kept' in typed && 'kept' in before)
    return typed.added.length > 0 || typed.refused !== null || !sameList(typed.kept, before.kept)
  return !('words' in typed && 'words' in before && sameList(plain(typed.words), plain(before.words)))
}

/** Reads a field with the parser that reads the same answer in chat. */
export function hearTyped(spec: ResolvedSpec, typed: Typed, today: CivilDate): Heard {
  if ('words' in typed) return parseAnswer(spec, { kind: 'text', text: inChat(spec, typed.words) }, { today })
  let before: AnswerValue = typed.kept
  for (const id of typed.added) {
    const heard = parseAnswer(spec, { kind: 'photo', id }, { today, before })
    if (!heard.ok) return heard
    before = heard.value
  }
  return parseAnswer(spec, { kind: 'text', text: 'ok' }, { today, before })
}

/** What a person would send for it in chat: labels for one option, numbers for several. */
function inChat(spec: ResolvedSpec, words: string[]): string {
  const [first = ''] = words
  switch (spec.type) {
    case 'choice':
      return spec.options.find(({ id }) => id === first)?.label ?? first
    case 'confirm':
      return first === 'yes' ? spec.yes : first === 'no' ? spec.no : first
    case 'multi-choice':
      return words.map(word => String(numberOf(word, spec.options) || word)).join(' ')
    default:
      return first
  }
}

function numberOf(id: string, options: OptionList): number {
  return options.findIndex(option => option.id === id) + 1
}

/** A form sends line breaks as CRLF and an empty field as ''. */
function plain(words: string[]): string[] {
  return words.filter(word => word !== '').map(word => word.replace(/\r\n?/g, '\n'))
}

function sameList(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index])
}
