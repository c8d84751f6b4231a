import { isCreditCode } from './credit-code-rule.ts'
import { foldText } from './fold.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** 18 figures, also grouped by spaces or hyphens, that are no part of a longer row of figures. */
const CANDIDATE = /(?<!\d[ -]?)\d(?:[ -]?\d){16}[ -]?[\dX](?![ -]?\d)/g

/** A region, then a date of birth. A first digit of 9, as in the credit codes of enterprises, is no region. */
const SHAPE = /^[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/

/** Of a credit code the third and fourth figure are its province. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/

/** Whether an ID-card number, or one that is mistyped, stands anywhere in the text (GB 11643, domain §4.3). */
export function containsIdNumber(text: string): boolean {
  const candidates = foldText(text).toUpperCase().match(CANDIDATE) ?? []
  return candidates.some(candidate => isIdNumber(candidate.replace(/[ -]/g, '')))
}

/** As typed: full width, or with breaks between the figures. */
const TYPED =
  /(?<![\d０-９][\s\-－]?)[\d０-９](?:[\s\-－]{0,3}[\d０-９]){16}[\s\-－]{0,3}[\d０-９XxＸｘ](?![\s\-－]?[\d０-９])/g

/** The text with asterisks in the place of every ID-card number, and otherwise as it was. */
export function maskIdNumbers(text: string): string {
  return text.replace(TYPED, typed => (containsIdNumber(typed) ? '****' : typed))
}

/** A wrong check digit still leaves a person in it; only a credit code that looks like one is none. */
function isIdNumber(number: string): boolean {
  return SHAPE.test(number) && (hasCheckDigit(number) || !isUnitCode(number))
}

function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0)
  return number[17] === CHECK_DIGITS[sum % 11]
}

function isUnitCode(number: string): boolean {
  return isCreditCode(number) && PROVINCE.test(number.slice(2))
}
