import { z } from 'zod'
import { Option } from '../dialog/content.ts'
import { TIP_STATES } from './case/flow.ts'

/** The schema of tip-settings.yaml: clocks, retention, limits, and what states, reasons and categories are called. */

const { status, note } = Option.shape
const toConfirm = { status, note }
const Days = z.int().min(1).max(3_650)
const Count = z.int().min(1).max(100_000)

/** Why a tip is not taken up (domain §3.3). The list is closed; its words are content. */
export const REFUSAL_REASONS = [
  'same-matter',
  'no-subject',
  'facts-unclear',
  'other-procedure',
  'other-authority',
  'unnamed-employee',
] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

const Clocks = z.strictObject({
  accept: Days,
  close: Days,
  extension: Days,
  reopen: Days,
  /** From how many days before its end a clock is shown as nearly over. */
  soon: Days,
  ...toConfirm,
})
export type Clocks = z.infer<typeof Clocks>

/** The introduction of a tip says how long a draft is kept at most. */
const PROMISED_DAYS = 7

/** In days after a case is over; `longest` after it came in, whatever becomes of it; `draft` while it is being written. */
const Retention = z.strictObject({
  contact: Days,
  link: Days,
  longest: Days,
  draft: z.int().min(1).max(PROMISED_DAYS),
  ...toConfirm,
})
export type Retention = z.infer<typeof Retention>

const Limits = z.strictObject({
  /** Wrong query codes of one person, and of everybody, an hour. */
  'wrong-codes': Count,
  'wrong-codes-in-all': Count,
  /** Tips of one person a day; those beyond are parked. */
  'submissions-per-day': Count,
  /** Megabytes of one file, and of all that one draft has. */
  'evidence-size': Count,
  'evidence-in-all': Count,
  ...toConfirm,
})

/** Words that a tip is looked through for, as people write them. */
const Words = z.array(z.string().min(2)).min(1)

const State = z.strictObject({ label: z.string().min(1), meaning: z.string().min(1), ...toConfirm })
const Named = z.strictObject({ label: z.string().min(1), ...toConfirm })

function each<K extends string, V extends z.ZodType>(names: readonly K[], value: V) {
  return z.strictObject(Object.fromEntries(names.map(name => [name, value])) as Record<K, V>)
}

export const TipSettings = z.strictObject({
  format: z.literal(1),
  clocks: Clocks,
  retention: Retention,
  limits: Limits,
  states: each(TIP_STATES, State),
  reasons: each(REFUSAL_REASONS, Named),
  referrals: each(['market-regulator', 'police'], Named),
  categories: z.array(Option).min(2).max(30),
  /** Danger now, and deaths: answered at once, whatever else is said. */
  alarm: z.strictObject({ danger: Words, deaths: Words, ...toConfirm }),
  /** Whom other matters belong to, by the option of the dialog `tip-off`; `other` for the rest. */
  elsewhere: z
    .record(z.string(), z.strictObject({ office: z.string().min(1), ...toConfirm }))
    .refine(offices => 'other' in offices, 'must have an entry: other'),
  /** What bureaus are called: a tip about one of them goes to the city's custodian alone. */
  'about-bureau': Words,
  /** Around what is a unit's own in its name: regions from the widest in, and endings, longest first. */
  'unit-names': z.strictObject({ regions: z.array(Words), endings: z.array(z.string().min(1)) }),
  ...toConfirm,
})
export type TipSettings = z.infer<typeof TipSettings>
