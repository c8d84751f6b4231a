import type { Heard, Input } from '../answer.ts'
import { foldText } from './fold.ts'
import { refuse, refuseUnwanted } from './refusal.ts'
import type { SpecOf } from './resolved-spec.ts'

const LEAD = /^(?:我的)?(?:联系)?(?:电话|手机)?(?:号码?)?[是:]?/
const COUNTRY = /^(?:\+86|0086|86(?=1\d{10}$))/
const MOBILE = /^1[3-9]\d{9}$/
/** Area codes have three figures for 010 and 02x, else four. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})$/

/** A mobile number as 11 figures, or a landline as `0594-2222222` (domain §4.4: no list of prefixes, new ones keep coming). */
export function hearPhone(_spec: SpecOf<'phone'>, input: Input): Heard {
  if (input.kind !== 'text') return refuseUnwanted(input)
  const dialled = foldText(input.text)
    .replace(/ /g, '')
    .replace(LEAD, '')
    .replace(/[-–—()·.。,;!]/g, '')
  const number = dialled.replace(COUNTRY, '')
  if (MOBILE.test(number)) return { ok: true, value: number }
  const trunk = number !== dialled && !number.startsWith('0') ? `0${number}` : number
  const landline = LANDLINE.exec(trunk)
  if (landline) return { ok: true, value: `${landline[1]}-${landline[2]}` }
  return refuseNumber(number)
}

function refuseNumber(number: string): Heard {
  if (/^1[3-9]\d{3,}$/.test(number)) return refuse('hint.phone-length', { count: number.length })
  if (/^[2-9]\d{6,7}$/.test(number)) return refuse('hint.phone-area')
  return refuse('hint.phone')
}
