import type { District } from '../../campaign/content.ts'
import { isCreditCode } from '../../dialog/answers/credit-code-rule.ts'

/** Where a unit is registered, as far as its credit code tells; `district` is null outside the campaign's. */
export type RegistrationPlace = { code: string; district: string | null }

/**
 * Digits 3-8 of a credit code are the division that registered the unit (GB 32100): a hint at which market regulator to refer to,
 * not more, since units move.
 */
export function registrationPlace(
  creditCode: string,
  districts: readonly Pick<District, 'code' | 'label'>[],
): RegistrationPlace {
  const code = creditCode.slice(2, 8)
  return { code, district: districts.find(district => district.code === code)?.label ?? null }
}

/** The first credit code in a text, check digit and all. */
export function creditCodeIn(text: string): string | null {
  const candidates = text
    .normalize('NFKC')
    .toUpperCase()
    .match(/(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g)
  return candidates?.find(isCreditCode) ?? null
}
