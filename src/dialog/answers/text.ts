import type { Heard, Input } from '../answer.ts'
import { bare, matchKey } from './fold.ts'
import { containsIdNumber, maskIdNumbers } from './id-number.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

/** WeChat hands stickers of its own keyboard over as text: `[微笑]`, `[Facepalm]`, `/::D`, `/:ok`. */
const STICKER_CODE =
  /\[(?:\p{Script=Han}{1,4}|[a-z]{1,12})\]|\/:[\x21-\x2e\x30-\x7e]{1,9}|\p{Extended_Pictographic}/giu

/** Neither a form as DOCX nor PostgreSQL can hold them; WeChat's are gone by here, those of a web form are not. */
const CONTROLS = /[^\P{Cc}\n\t]/gu

const SAYS_SOMETHING = /[\p{L}\p{N}]/u

/** As `bare` leaves them: what ends a list of photos, chooses or confirms elsewhere was meant for another question. */
const NO_WORDS = new Set('确定 好了 好的 没有了 没了 发完 传完 撤回 不适用'.split(' '))

/**
 * Free text, trimmed, with its line breaks unless it is to be one line. Length counts code points. No ID-card number is
 * kept: the text is refused, or, where it must not be lost, the number masked.
 */
export function hearText(spec: SpecOf<'text'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const typed = input.text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim()
  const said = spec.lines === 'one' ? typed.replace(/\s*[\n\t]\s*/g, ' ') : typed
  const words = said.replace(STICKER_CODE, '')
  if (!SAYS_SOMETHING.test(words)) return refuse(words === said ? 'hint.text' : 'hint.sticker')
  if (NO_WORDS.has(bare(matchKey(said)))) return refuse('hint.text-word', { word: said })
  const value = spec['id-numbers'] === 'mask' ? maskIdNumbers(said) : said
  if (containsIdNumber(value) || !SAYS_SOMETHING.test(value)) return refuse('hint.id-number')
  const count = [...value].length
  if (count < spec.min) return refuse('hint.text-short', { min: spec.min })
  if (count > spec.max) return refuse('hint.text-long', { max: spec.max, count })
  return value === said ? { ok: true, value } : { ok: true, value, note: { phrase: 'hint.id-number-masked' } }
}
