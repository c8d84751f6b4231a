import fc from 'fast-check'

/** What happens to a unit, in the order in which it does. */
export type Act =
  | { what: 'file'; problems: number; unsettled: number }
  | { what: 'register'; subject: 'training-institution' | 'enterprise'; highRisk: boolean }
  | { what: 'deliver'; day: string | null }
  | { what: 'report'; obligation: string; day: string }

const day = fc.integer({ min: 1, max: 28 }).map(date => `2022-03-${String(date).padStart(2, '0')}`)
export const filing = fc.record({
  what: fc.constant('file' as const),
  problems: fc.nat(2),
  unsettled: fc.nat(1),
})
export const delivery = fc.record({
  what: fc.constant('deliver' as const),
  day: fc.option(day, { nil: null }),
})
export const registration = fc.record({
  what: fc.constant('register' as const),
  subject: fc.constantFrom('training-institution', 'enterprise' as const),
  highRisk: fc.boolean(),
})
const report = fc.record({
  what: fc.constant('report' as const),
  obligation: fc.constantFrom('DL3', 'DL5'),
  day,
})

/** A county bureau files no checklist, and the others make no reports beside it. */
const life = fc.oneof(
  fc.record({
    subject: fc.constantFrom('training-institution', 'enterprise' as const),
    isBegun: fc.constantFrom(true, true, true, false),
    acts: fc.array(fc.oneof(filing, delivery, registration), { maxLength: 6 }),
  }),
  fc.record({
    subject: fc.constant('county-bureau' as const),
    isBegun: fc.constant(false),
    acts: fc.array(report, { maxLength: 3 }),
  }),
)

/** Too rare to be left to chance: problems found, the papers brought, and then another kind of unit. */
const settled = (['training-institution', 'enterprise'] as const).flatMap(subject => {
  const other = subject === 'enterprise' ? ('training-institution' as const) : ('enterprise' as const)
  const acts: Act[] = [
    { what: 'file', problems: 1, unsettled: 0 },
    { what: 'deliver', day: '2022-03-17' },
    { what: 'register', subject: other, highRisk: false },
    { what: 'file', problems: 1, unsettled: 0 },
  ]
  return [2, 3, 4].map(count => ({ subject, isBegun: true, acts: acts.slice(0, count) }))
})

/** A clean self-check, and then a registration as a high-risk enterprise. */
const lacking = {
  subject: 'enterprise' as const,
  isBegun: true,
  acts: [
    { what: 'register' as const, subject: 'enterprise' as const, highRisk: false },
    { what: 'file' as const, problems: 0, unsettled: 0 },
    { what: 'register' as const, subject: 'enterprise' as const, highRisk: true },
  ],
}

export const LIVES = [...settled, lacking, ...fc.sample(life, { numRuns: 80, seed: 7 })]

/** Owed and met: what there is to be held against each other. */
export const EVERY_STANDING = [
  'DL1 true false',
  'DL1 true true',
  'DL2 false false',
  'DL2 true false',
  'DL2 true true',
  'DL3 true false',
  'DL3 true true',
  'DL5 true false',
  'DL5 true true',
]
