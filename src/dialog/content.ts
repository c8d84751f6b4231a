import { z } from 'zod'

/**
 * The schema of a dialog file. A clerk edits these files: names are plain words, faults are reported with line and remedy
 * (check.ts), and JSON Schema is generated from here for editors.
 */

const Id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'a short name of letters, digits and hyphens')

/** Whatever the bureau must still confirm carries `status: to-confirm`; `npm run check` lists it. */
const toConfirm = { status: z.literal('to-confirm').optional(), note: z.string().optional() }

export const Option = z.strictObject({
  id: Id,
  label: z.string().min(1).max(30),
  /** Other words for it, matched whole: 有, 没有, 无 … */
  say: z.array(z.string()).optional(),
  ...toConfirm,
})

/** `options` is written out, or names a list: `item.checks`, `campaign.districts`. */
const Options = z.union([z.array(Option).min(2).max(30), z.string().regex(/^(item|campaign)\.[a-z-]+$/)])

/** A relative day: `today`, or days around it as `today+180`. */
const DayBound = z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.string().regex(/^today([+-]\d+)?$/)])

export const AnswerSpec = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choice'), options: Options }),
  z.strictObject({
    type: z.literal('multi-choice'),
    options: Options,
    /** Label of “none of these”; without it at least one must be chosen. */
    none: z.string().optional(),
    /** Label of “all of these”, offered as a shortcut. */
    all: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('text'),
    min: z.int().min(1).default(1),
    max: z.int().max(2000).default(300),
    /** A name: what is typed over several lines is one. */
    lines: z.literal('one').optional(),
    /** An ID-card number is replaced by asterisks; without it the whole text is refused. */
    'id-numbers': z.literal('mask').optional(),
  }),
  z.strictObject({
    type: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().default(true),
    unit: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('date'), from: DayBound.optional(), to: DayBound.optional() }),
  z.strictObject({ type: z.literal('phone') }),
  z.strictObject({ type: z.literal('credit-code') }),
  z.strictObject({
    type: z.literal('images'),
    min: z.int().min(0).default(0),
    max: z.int().min(1).max(20).default(9),
  }),
  z.strictObject({ type: z.literal('location') }),
  /** Photos, voice, video, places and links in any order, until “好了”. Only for a dialog whose room keeps them. */
  z.strictObject({
    type: z.literal('evidence'),
    min: z.int().min(0).default(0),
    max: z.int().min(1).max(20).default(9),
  }),
  z.strictObject({
    type: z.literal('confirm'),
    yes: z.string(),
    no: z.string(),
    /** Only the words of `yes` agree, or its number: 好 and 行 do not. For what cannot be taken back, and for consent. */
    explicit: z.literal(true).optional(),
  }),
])
export type AnswerSpec = z.infer<typeof AnswerSpec>

/**
 * A condition names steps (in this list or one around it), `item.…` or `facts.…`, each with the values it may have;
 * several names must all hold. `incomplete: true` holds where a multi-choice left something unticked.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { [name: string]: string[] | { incomplete: true } }
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    z.record(
      z.string(),
      z.union([z.array(z.string()).min(1), z.strictObject({ incomplete: z.literal(true) })]),
    ),
  ]),
) as z.ZodType<Condition>

export const Step = z.strictObject({
  id: Id,
  /** What the review calls this answer. */
  name: z.string().min(1).max(20),
  ask: z.string().min(1),
  answer: AnswerSpec,
  when: Condition.optional(),
  /** Said on 帮助 and after wrong answers. */
  help: z.string().optional(),
  /** `optional`: may stay empty. `later`: may wait, but must be there to submit. */
  skip: z.enum(['optional', 'later']).optional(),
  /** When to answer 跳过 here; without it what is said under every such question. */
  'skip-hint': z.string().optional(),
  ...toConfirm,
})
export type Step = z.infer<typeof Step>

/** Once per element of a list (`over`), or again and again while the step `until` is answered `more`. */
export type Repeat = {
  repeat: string
  over?: string | undefined
  until?: string | undefined
  max?: number | undefined
  when?: Condition | undefined
  steps: (Step | Repeat)[]
}
export const Repeat: z.ZodType<Repeat> = z.lazy(() =>
  z.strictObject({
    repeat: Id,
    over: z.string().optional(),
    until: Id.optional(),
    max: z.int().min(1).max(20).optional(),
    when: Condition.optional(),
    steps: z.array(z.union([Step, Repeat])).min(1),
  }),
)

export const Dialog = z.strictObject({
  format: z.literal(1),
  id: Id,
  title: z.string(),
  /** Said once when the dialog begins. */
  intro: z.string(),
  steps: z.array(z.union([Step, Repeat])).min(1),
  review: z.strictObject({
    /** Said above the list of answers. */
    ask: z.string(),
    /** The word that submits. */
    submit: z.string(),
  }),
  ...toConfirm,
})
export type Dialog = z.infer<typeof Dialog>

const Basis = z.strictObject({ ref: z.string(), from: z.string().optional(), ...toConfirm })

/** One printed row of the notice's checklist. */
export const ChecklistItem = z.strictObject({
  id: Id,
  /** Short heading in chat. */
  title: z.string().max(20),
  /** Verbatim, as the notice prints it, without its number. */
  text: z.string(),
  body: z.int().min(1),
  annex: z.int().min(1),
  /** `bad`: 是 is a problem; `good`: 是 is right; `describe`: no yes or no. */
  polarity: z.enum(['bad', 'good', 'describe']),
  /** Which units it applies to; everyone without it. Names facts: `facts.high-risk`. */
  applies: Condition.optional(),
  /** Printed where it does not apply. */
  otherwise: z.string().optional(),
  checks: z.array(Option).min(1),
  help: z.string(),
  /** What to photograph. */
  evidence: z.array(z.string()).min(1),
  basis: z.array(Basis).min(1),
  /** Where a problem is referred to by the bureau, by check id (notice 四（三）). */
  referral: z.record(z.string(), z.enum(['market-regulator', 'police'])).optional(),
  ...toConfirm,
})
export type ChecklistItem = z.infer<typeof ChecklistItem>

export const Checklist = z.strictObject({
  format: z.literal(1),
  id: Id,
  subject: z.enum(['training-institution', 'enterprise']),
  /** As printed: 安全生产培训“走过场”专项整治工作检查表. */
  form: z.string(),
  category: z.string(),
  /** 机构名称（盖章） or 单位名称（盖章）. */
  stamp: z.string(),
  annex: z.string(),
  items: z.array(ChecklistItem).min(1),
  ...toConfirm,
})
export type Checklist = z.infer<typeof Checklist>

/** phrases.yaml and phrases/*.yaml: everything said outside a dialog's own steps, by dotted name. */
export const Phrases = z.record(z.string().regex(/^[a-z-]+(\.[a-z-]+)+$/), z.string().min(1))
export type Phrases = z.infer<typeof Phrases>
