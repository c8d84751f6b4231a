import type { Heard, Input } from '../answer.ts'
import { containsIdNumber } from './id-number.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

/** WeChat hands stickers of its own keyboard over as text: `[微笑]`, `[Facepalm]`, `/::D`, `/:ok`. */
const STICKER_CODE =
  /\[(?:\p{Script=Han}{1,4}|[a-z]{1,12})\]|\/:[\x21-\x2e\x30-\x7e]{1,9}|\p{Extended_Pictographic}/giu

/** Neither a form as DOCX nor PostgreSQL can hold them; WeChat's are gone by here, those of a web form are not. */
const CONTROLS = /[^\P{Cc}\n\t]/gu

/**
 * Free text, trimmed, with its line breaks unless it is to be one line. Length counts code points. An ID-card number is
 * refused, so that none is kept.
 */
export function hearText(spec: SpecOf<'text'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const typed = input.text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim()
  const value = spec.lines === 'one' ? typed.replace(/\s*[\n\t]\s*/g, ' ') : typed
  const count = [...value].length
  const words = value.replace(STICKER_CODE, '')
  if (!/[\p{L}\p{N}]/u.test(words)) return refuse(words === value ? 'hint.text' : 'hint.sticker')
  if (containsIdNumber(value)) return refuse('hint.id-number')
  if (count < spec.min) return refuse('hint.text-short', { min: spec.min })
  if (count > spec.max) return refuse('hint.text-long', { max: spec.max, count })
  return { ok: true, value }
}
