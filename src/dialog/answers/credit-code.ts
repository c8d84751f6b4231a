import type { Heard, Input } from '../answer.ts'
import { findSlip, isCreditCode, isCreditCodeCharacter } from './credit-code-rule.ts'
import { foldText } from './fold.ts'
import { containsIdNumber } from './id-number.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

/** Letters the standard leaves out because they look like these figures. */
const FIGURE_FOR: Record<string, string> = { O: '0', I: '1', Z: '2', S: '5' }

/** A unified social credit code: 18 characters, upper case. Slips are pointed out and never corrected silently. */
export function hearCreditCode(_spec: SpecOf<'credit-code'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  if (containsIdNumber(input.text)) return refuse('hint.id-number')
  const code = foldText(input.text)
    .toUpperCase()
    .replace(/[\s\-–—_.·]/g, '')
    .replace(/^[^0-9A-Z]+|[^0-9A-Z]+$/g, '')
  return isCreditCode(code) ? { ok: true, value: code } : refuseCode([...code])
}

function refuseCode(characters: string[]): Heard {
  const count = characters.length
  const code = characters.join('')
  if (code.replace(/[^0-9A-Z]/g, '').length < 8) return refuse('hint.credit-code')
  if (/^\d{15}$/.test(code)) return refuse('hint.credit-code-old')
  if (count !== 18) return refuse('hint.credit-code-length', { count })
  return refuseCharacter(characters) ?? refuseCheck(code)
}

/** A character that cannot stand where it stands: outside the alphabet, or a letter in the region code (3rd to 8th). */
function refuseCharacter(characters: string[]): Heard | null {
  const place = characters.findIndex(
    (character, at) => !isCreditCodeCharacter(character) || (at >= 2 && at < 8 && !/\d/.test(character)),
  )
  const character = characters[place]
  if (character === undefined) return null
  const [position, figure] = [place + 1, FIGURE_FOR[character]]
  if (figure === undefined) return refuse('hint.credit-code-character', { character, position })
  return refuse('hint.credit-code-letter', { letter: character, figure, position })
}

function refuseCheck(code: string): Heard {
  const slip = findSlip(code)
  if (!slip) return refuse('hint.credit-code-check')
  const { kind, position } = slip
  if (kind === 'swapped') return refuse('hint.credit-code-swapped', { position, next: position + 1 })
  return refuse('hint.credit-code-misread', { position })
}
