import type { FlawCode } from '../dialog/check/flaw.ts'

/** What the schemas say of a value in their own words -> the code check.yaml has words for; named groups become values. */
const SAID: [RegExp, FlawCode][] = [
  [/^a short name of letters, digits and hyphens$/, 'bad-id'],
  [/^a month such as/, 'bad-month'],
  [/^a day such as/, 'bad-day'],
  [/^a time such as/, 'bad-time'],
  [/^a field such as/, 'bad-field'],
  [/^six digits in quotation marks$/, 'bad-region-code'],
  [/^must contain \{hotline\}/, 'hotline-placeholder'],
  [/^(?<id>.+) is already in this list$/, 'duplicate-id'],
  [/^is before its beginning$/, 'ends-early'],
  [/^is (before|after|outside) the campaign$/, 'outside-campaign'],
  [/^must be after (?<month>.+)$/, 'phase-overlap'],
  [/^(?<bureau>.+) is not among the bureaus$/, 'bureau-unknown'],
  [/^exactly one bureau must have level: city$/, 'city-bureau-count'],
  [/^a county bureau reports to the city$/, 'county-reports-to-city'],
  [/^must lead to (?<host>.+) exactly$/, 'query-host'],
  [/^authority goes with high-risk/, 'authority-unfit'],
  [/^is not in (?<year>\d+)$/, 'not-in-year'],
  [/^is no Saturday or Sunday/, 'workday-weekday'],
  [/^is also a holiday$/, 'workday-holiday'],
]

export function codeOfMessage(message: string): { code: FlawCode; values: Record<string, string> } | null {
  for (const [pattern, code] of SAID) {
    const match = pattern.exec(message)
    if (match) return { code, values: { ...match.groups } }
  }
  return null
}
