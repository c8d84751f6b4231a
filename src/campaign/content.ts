import { z } from 'zod'
import { Option } from '../dialog/content.ts'
import { calendarFaults } from './calendar-faults.ts'
import { campaignFaults, type Fault } from './campaign-faults.ts'

/**
 * The schema of campaign.yaml and calendar/*.yaml. A clerk edits these files: what does not fit together is reported
 * at the place where it stands. Whatever the bureau must still confirm carries `status: to-confirm` and a note.
 */

const { id: Id, status, note } = Option.shape
const toConfirm = { status, note }

const Text = z.string().min(1)
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2021-12')
const Day = z.iso.date('a day such as 2022-03-20')

/** Who checks itself in chat. */
export const Subject = z.enum(['training-institution', 'enterprise'])
export type Subject = z.infer<typeof Subject>

/** Who owes something: a county bureau has no checklist, and reports of its own. */
export const Obliged = z.enum([...Subject.options, 'county-bureau'])
export type Obliged = z.infer<typeof Obliged>

/** One stage as printed. `numeral` is text: the notice goes from （三） to （五）, and the order is that of the list (A25). */
const Phase = z.strictObject({ id: Id, numeral: Text, name: Text, from: Month, to: Month, ...toConfirm })
export type Phase = z.infer<typeof Phase>

const Bureau = z.strictObject({ id: Id, name: Text, level: z.enum(['city', 'county']), ...toConfirm })
export type Bureau = z.infer<typeof Bureau>

/** `code` is GB/T 2260; management committees have none. `towns` belong to it whatever district they lie in. */
const District = Option.extend({
  bureau: Id,
  code: z
    .string()
    .regex(/^\d{6}$/, 'six digits in quotation marks')
    .optional(),
  towns: z.array(Text).optional(),
})
export type District = z.infer<typeof District>

/**
 * `high-risk` decides whether the item on certified managers applies: `ask` leaves it to the unit and to staff,
 * `other-authority` means that another department examines these managers, named in `authority` (domain §5.1).
 */
const Industry = Option.extend({
  'high-risk': z.enum(['yes', 'no', 'ask', 'other-authority']),
  authority: Text.optional(),
})
export type Industry = z.infer<typeof Industry>

const Obligation = z.strictObject({
  id: Id,
  who: Obliged,
  papers: z.array(Text).min(1),
  /** The whole day still counts (A12). */
  due: Day,
  to: z.enum(['city', 'supervising']),
  when: z.enum(['always', 'problems']),
  /** Where the notice says so: 三（一）. */
  clause: Text,
  /** What a unit may have that has checked itself and owes nothing. */
  otherwise: z.literal('completion-proof').optional(),
  ...toConfirm,
})
export type Obligation = z.infer<typeof Obligation>

/** `district`: the bureau of the district the unit lies in. */
const Overseer = z.enum(['city', 'district'])

const Routing = z.strictObject({
  /** Who inspects an institution, by its special-operations qualification. */
  inspection: z.strictObject({ 'special-operations': Overseer, other: Overseer, ...toConfirm }),
  /** Who supervises an enterprise, by its level. */
  supervising: z.strictObject({ city: Overseer, county: Overseer, unsure: Overseer, ...toConfirm }),
})

const Hotline = z.strictObject({
  /** The number itself is configuration (HOTLINE_PHONE): the notice prints none (A26). */
  text: z.string().includes('{hotline}', 'must contain {hotline}, where the number goes'),
  hours: Text,
  emergency: Text,
  ...toConfirm,
})

export const Campaign = z
  .strictObject({
    format: z.literal(1),
    id: Id,
    title: Text,
    document: z.strictObject({
      number: Text,
      upstream: Text,
      issuer: Text,
      addressee: Text.optional(),
      ...toConfirm,
    }),
    /** How far back a self-check looks, for these subjects. */
    lookback: z.strictObject({ from: Month, subjects: z.array(Subject).min(1), ...toConfirm }),
    /** The only place where certificates are checked; people go there themselves. */
    query: z.strictObject({ name: Text, url: z.url(), host: Text, account: Text.optional(), ...toConfirm }),
    window: z.strictObject({ from: Month, to: Month }),
    phases: z.array(Phase).min(1),
    bureaus: z.array(Bureau).min(1),
    districts: z.array(District).min(2).max(30),
    industries: z.array(Industry).min(2).max(30),
    obligations: z.array(Obligation).min(1),
    routing: Routing,
    hotline: Hotline,
    ...toConfirm,
  })
  .superRefine(whenWellFormed(campaignFaults))
export type Campaign = z.infer<typeof Campaign>

/** One year of public holidays and make-up working days, as the State Council gives notice of them. */
export const CalendarYear = z
  .strictObject({
    format: z.literal(1),
    year: z.int().min(2000).max(2100),
    source: Text,
    holidays: z.array(z.strictObject({ name: Text, from: Day, to: Day })).min(1),
    workdays: z.array(Day),
    ...toConfirm,
  })
  .superRefine(whenWellFormed(calendarFaults))
export type CalendarYear = z.infer<typeof CalendarYear>

/** Zod refines an object also when a date or link in it is malformed; how entries fit together is asked only after that. */
function whenWellFormed<T>(faultsOf: (content: T) => Fault[]) {
  return (content: T, context: z.RefinementCtx<T>) => {
    if (context.issues.length > 0) return
    for (const fault of faultsOf(content)) context.addIssue({ code: 'custom', ...fault })
  }
}
