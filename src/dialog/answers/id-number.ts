import { foldText } from './fold.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = '10X98765432'

/** 18 figures, also grouped by spaces or hyphens, that are no part of a longer row of figures. */
const CANDIDATE = /(?<!\d[ -]?)\d(?:[ -]?\d){16}[ -]?[\dX](?![ -]?\d)/g

/** Province 11-82, then a date of birth. Credit codes of enterprises begin with 91 to 93 and never look like this. */
const SHAPE =
  /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/

/** Whether an ID-card number stands anywhere in the text (GB 11643, with its check digit, domain §4.3). */
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

function isIdNumber(number: string): boolean {
  if (!SHAPE.test(number)) return false
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0)
  return number[17] === CHECK_DIGITS[sum % 11]
}
