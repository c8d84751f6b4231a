import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Campaign } from '../campaign/content.ts'
import { creditCodeCheck } from '../dialog/answers/credit-code-rule.ts'

const RosterFile = z.array(
  z.strictObject({
    name: z.string(),
    subject: z.enum(['training-institution', 'enterprise']),
    /** Without its check character. */
    code: z.string().length(17),
    'special-ops': z.enum(['yes', 'no']).optional(),
    industry: z.string().optional(),
  }),
)

/** Invented units for the roster, as a registration would answer for them; they lie in the campaign's districts in turn. */
export function exampleRoster({ districts, industries }: Campaign): Record<string, string>[] {
  const file = readFileSync(new URL('./page/roster.json', import.meta.url), 'utf8')
  return RosterFile.parse(JSON.parse(file)).map(({ name, subject, code, industry, ...unit }, index) => ({
    name,
    subject,
    'credit-code': code + creditCodeCheck(code),
    district: districts[index % districts.length]?.id ?? '',
    level: 'county',
    ...(unit['special-ops'] && { 'special-ops': unit['special-ops'] }),
    ...(industry && {
      industry: industries.find(({ id }) => id === industry)?.id ?? industries[0]?.id ?? '',
    }),
  }))
}
