import { isCreditCode } from '../dialog/answers/credit-code-rule.ts'
import { LEGIBLE } from '../lib/random.ts'

/** As people read and type it: `7K3M-9PXA-CD4F`. */
export function showCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-')
}

/** However it was typed: spaces, hyphens, case and width do not matter. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
}

/** Whether a text gives the code away. */
export function mentionsCode(text: string, code: string): boolean {
  return plainCode(text).includes(plainCode(code))
}

/** Between two characters: spaces, what is not seen, and all that is typed for a dash, 一 and ー too. */
const BETWEEN = '[\\s\\p{Cf}\\p{Pd}\u2212_~·一ー]{0,3}'
/** Only between groups of four: these stand in addresses as well. */
const POINT = '[.,、。]\\s?'

const CODE = anywhere(
  `(?:[${LEGIBLE}]${BETWEEN}){11}[${LEGIBLE}]`,
  Array(3).fill(`[${LEGIBLE}]{4}`).join(POINT),
)
const CREDIT_CODE = anywhere(`(?:[A-Z0-9]${BETWEEN}){17}[A-Z0-9]`)

/** A query code in a text, plain; null where there is none. A credit code holds none, however it is grouped. */
export function codeIn(text: string): string | null {
  const typed = text.normalize('NFKC')
  const credits = runsOf(CREDIT_CODE, typed).filter(run => isCreditCode(plainCode(run)))
  const rest = credits.reduce((left, run) => left.replace(run, '；'), typed)
  const code = runsOf(CODE, rest).find(isMixed)
  return code === undefined ? null : plainCode(code)
}

/** Runs may overlap, but neither begin nor end within a word. */
function anywhere(...runs: string[]): RegExp {
  return new RegExp(`(?<![A-Z0-9])(?=(${runs.join('|')})(?![A-Z0-9]))`, 'giu')
}

function runsOf(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map(([, run]) => run ?? '')
}

/** With a letter and a digit, or all in capitals. */
function isMixed(run: string): boolean {
  return /[a-z]/i.test(run) && (/\d/.test(run) || !/[a-z]/.test(run))
}
