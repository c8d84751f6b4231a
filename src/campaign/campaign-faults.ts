import type { Campaign } from './content.ts'

/** Something that each field allows and the whole does not. `path` leads to it. */
export type Fault = { path: (string | number)[]; message: string }

/** What does not fit together in a campaign whose fields are each well formed. */
export function campaignFaults(campaign: Campaign): Fault[] {
  return [
    ...(['phases', 'bureaus', 'districts', 'industries', 'obligations'] as const).flatMap(list =>
      repeatedIds(list, campaign[list]),
    ),
    ...spanFaults(campaign),
    ...bureauFaults(campaign),
    ...obligationFaults(campaign),
    ...queryFaults(campaign),
    ...industryFaults(campaign),
  ]
}

function repeatedIds(list: string, entries: readonly { id: string }[]): Fault[] {
  const seen = new Set<string>()
  return entries.flatMap(({ id }, index) => {
    if (seen.has(id)) return [{ path: [list, index, 'id'], message: `${id} is already in this list` }]
    seen.add(id)
    return []
  })
}

/** Months compare as text. Phases may leave a gap, but each begins after the one before has ended. */
function spanFaults({ window, phases }: Campaign): Fault[] {
  const faults: Fault[] = []
  if (window.to < window.from) faults.push({ path: ['window', 'to'], message: 'is before its beginning' })
  for (const [index, { from, to }] of phases.entries()) {
    const before = phases[index - 1]
    const path = ['phases', index]
    if (to < from) faults.push({ path: [...path, 'to'], message: 'is before its beginning' })
    if (from < window.from) faults.push({ path: [...path, 'from'], message: 'is before the campaign' })
    if (to > window.to) faults.push({ path: [...path, 'to'], message: 'is after the campaign' })
    if (before && from <= before.to)
      faults.push({ path: [...path, 'from'], message: `must be after ${before.to}` })
  }
  return faults
}

function bureauFaults({ bureaus, districts }: Campaign): Fault[] {
  const ids = new Set(bureaus.map(({ id }) => id))
  const unknown = districts.flatMap(({ bureau }, index) =>
    ids.has(bureau)
      ? []
      : [{ path: ['districts', index, 'bureau'], message: `${bureau} is not among the bureaus` }],
  )
  if (bureaus.filter(({ level }) => level === 'city').length === 1) return unknown
  return [...unknown, { path: ['bureaus'], message: 'exactly one bureau must have level: city' }]
}

function obligationFaults({ obligations, window }: Campaign): Fault[] {
  return obligations.flatMap(({ who, due, to }, index) => {
    const faults: Fault[] = []
    const month = due.slice(0, 7)
    if (month < window.from || month > window.to)
      faults.push({ path: ['obligations', index, 'due'], message: 'is outside the campaign' })
    if (who === 'county-bureau' && to !== 'city')
      faults.push({ path: ['obligations', index, 'to'], message: 'a county bureau reports to the city' })
    return faults
  })
}

/** A link that shows one host and leads to another is what forged query sites do (domain §2.5). */
function queryFaults({ query }: Campaign): Fault[] {
  if (new URL(query.url).host === query.host) return []
  return [{ path: ['query', 'url'], message: `must lead to ${query.host} exactly` }]
}

function industryFaults({ industries }: Campaign): Fault[] {
  return industries.flatMap((industry, index) =>
    (industry['high-risk'] === 'other-authority') === (industry.authority !== undefined)
      ? []
      : [
          {
            path: ['industries', index],
            message: 'authority goes with high-risk: other-authority, and only there',
          },
        ],
  )
}
