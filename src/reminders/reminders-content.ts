import { z } from 'zod'
import { Subject } from '../campaign/content.ts'
import { textWith } from '../dialog/check/text-with.ts'
import { Option } from '../dialog/content.ts'

/** The schema of reminders.yaml: when who is reminded of what, when nobody is, and the words of the campaign itself. */

const { id: Id, status, note } = Option.shape
const toConfirm = { status, note }

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:30')
const Span = z.strictObject({ from: Time, to: Time })

/** Days before the due day, the furthest first; working days after it, the nearest first. */
const Ladder = z
  .strictObject({
    before: z.array(z.int().min(0).max(365)),
    after: z.array(z.int().min(1).max(60)).default([]),
    /** Who is overdue after the last step is called by staff. */
    then: z.literal('staff').optional(),
    ...toConfirm,
  })
  .superRefine(({ before, after }, context) => {
    const disorder = (path: string) =>
      context.addIssue({ code: 'custom', message: 'steps', path: [path], params: { flaw: 'steps-order' } })
    if (before.some((days, index) => days >= (before[index - 1] ?? Infinity))) disorder('before')
    if (after.some((days, index) => days <= (after[index - 1] ?? 0))) disorder('after')
  })
export type Ladder = z.infer<typeof Ladder>

const Hours = z.strictObject({
  'working-days': z.array(Span).min(1),
  /** Only for what is due that day, or overdue. */
  'rest-days': z.array(Span),
  /** In this span nobody is written to, whatever the others say; it may run over midnight. */
  quiet: Span,
  ...toConfirm,
})
export type Hours = z.infer<typeof Hours>

const Sending = z.strictObject({
  hours: Hours,
  /** People written to per second, so that neither WeChat nor the bureau's telephones are flooded. */
  'per-second': z.number().min(0.1).max(1000),
  /** Whoever wants no reminders gets those of this many days before all the same, the last of each ladder, and what is overdue. */
  'insist-from': z.int().min(0).max(30),
  ...toConfirm,
})

const Notice = z.strictObject({
  /** What it is called in a template's field. */
  what: z.string().min(1),
  text: textWith('unit'),
  /** Days after which it comes once more to whoever has not answered 已知悉. */
  'again-after': z.int().min(1).max(60),
  again: textWith('unit'),
  /** Said to those instead, who pass it on; without it they are told what everybody is. */
  'county-bureau': z.strictObject({ text: textWith('unit'), again: textWith('unit') }).optional(),
  ...toConfirm,
})

const Opening = z.strictObject({
  phase: Id,
  what: z.string().min(1),
  say: z.partialRecord(z.enum([...Subject.options, 'county-bureau']), textWith('unit')),
  ...toConfirm,
})
export type Opening = z.infer<typeof Opening>

export const Reminders = z.strictObject({
  format: z.literal(1),
  /** By obligation of the campaign, and by the kinds of duty that have dates of their own. */
  ladders: z.record(Id, Ladder),
  sending: Sending,
  notice: Notice,
  /** Days after a phase's beginning in which whoever joins is still told of it. */
  'openings-within': z.int().min(0).max(60),
  openings: z.array(Opening),
})
export type Reminders = z.infer<typeof Reminders>
