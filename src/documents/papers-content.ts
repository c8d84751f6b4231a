import { z } from 'zod'
import { textWith as text } from '../dialog/check/text-with.ts'

/**
 * The schema of papers.yaml: every word of the printed papers that does not come from the notice, the campaign or the
 * unit's own answers. Each text may name the values it is given here, and no others.
 */

const texts = (...values: string[]) => z.array(text(...values)).min(1)

/** Heads of a table's columns, by what stands in them. */
const columns = <K extends string>(...names: K[]) =>
  z.strictObject(Object.fromEntries(names.map(name => [name, text()])) as Record<K, ReturnType<typeof text>>)

const { status, note } = {
  status: z.literal('to-confirm').optional(),
  note: z.string().optional(),
}
const toConfirm = { status, note }

const UNIT = ['unit', 'code', 'campaign', 'issuer', 'number'] as const
const PROBLEM = ['what', 'checks', 'measure', 'owner', 'due', 'state'] as const

/** What an item came to, in plain words: never a bare 是 or 否. */
const Results = z.strictObject({
  none: text(),
  present: text('problem'),
  'present-several': text('count'),
  partial: text('problem'),
  'partial-several': text('count'),
  na: text('reason'),
  unsure: text('what'),
  'unsure-bare': text(),
  rating: text('rating'),
  done: text('checks'),
  undone: text('checks'),
  problem: text('problem'),
  'not-applicable': text(),
  blank: text(),
})

/** One problem in a cell; `free` is for one that is none of the printed cases. */
const Problem = z.strictObject({
  listed: text(...PROBLEM),
  free: text(...PROBLEM),
  missing: text(),
  states: z.strictObject({ open: text(), working: text(), done: text() }),
})

const Report = z.strictObject({
  name: text(),
  title: text(...UNIT),
  addressee: text('bureau'),
  opening: text(...UNIT, 'since'),
  basics: z.strictObject({
    heading: text(),
    text: texts(...UNIT, 'district', 'qualification', 'since', 'filed'),
    qualification: z.strictObject({ yes: text(), no: text(), unknown: text() }),
  }),
  organisation: z.strictObject({ heading: text(), text: texts('begun', 'filed', 'items') }),
  findings: z.strictObject({
    heading: text(),
    item: text('numeral', 'title'),
    asked: text('text'),
    answered: text('result'),
  }),
  problems: z.strictObject({
    heading: text(),
    none: text(),
    count: text('count', 'open', 'working', 'done'),
    each: text('n', 'title', 'what'),
    unsettled: text('titles', 'count'),
  }),
  measures: z.strictObject({ heading: text(), none: text(), each: text('n', ...PROBLEM) }),
  next: z.strictObject({ heading: text(), text: texts() }),
  attachments: z.strictObject({ first: text('n', 'paper'), other: text('n', 'paper') }),
})

const List = z.strictObject({ name: text(), title: text('campaign'), date: text('date') })

export const PapersContent = z.strictObject({
  format: z.literal(1),
  /** Lines below every page; four fit beside the code. */
  footer: texts('receipt', 'version', 'time', 'hash').max(4),
  results: Results,
  problem: Problem,
  /** A month such as 2019-01. */
  month: text('year', 'month'),
  photos: text('count'),
  stamp: text('stamp', 'unit'),
  signature: text('unit'),
  checklist: z.strictObject({
    name: text('annex'),
    category: text('category'),
    row: text('number', 'text'),
    columns: columns('item', 'result'),
  }),
  'problem-list': List.extend({
    item: text('number', 'text', 'id'),
    source: text(),
    columns: columns('number', 'item', 'problem', 'source', 'basis', 'found', 'department'),
  }),
  'rectification-list': List.extend({
    states: z.strictObject({ open: text(), working: text(), done: text() }),
    undated: text(),
    columns: columns(
      'number',
      'problem',
      'measure',
      'owner',
      'due',
      'state',
      'done',
      'proof',
      'accepted',
      'remark',
    ),
  }),
  'evidence-list': List.extend({
    kinds: z.strictObject({ problem: text(), proof: text() }),
    columns: columns('number', 'item', 'problem', 'kind', 'count', 'ids'),
  }),
  report: Report,
  'completion-proof': z.strictObject({
    name: text(),
    title: text(),
    text: texts(...UNIT, 'annex', 'form', 'items', 'receipt', 'version', 'filed', 'clause', 'papers'),
    ...toConfirm,
  }),
  'certificate-ledger': List.extend({
    source: text('platform', 'url'),
    columns: columns(
      'number',
      'name',
      'role',
      'category',
      'digits',
      'valid',
      'review',
      'checked',
      'checker',
      'result',
      'screenshots',
    ),
  }),
  'appointment-ledger': List.extend({
    rule: text(),
    standings: z.strictObject({
      'before-appointment': text(),
      'in-time': text(),
      late: text(),
      open: text('days'),
      overdue: text('days'),
    }),
    columns: columns('number', 'name', 'role', 'appointed', 'due', 'passed', 'standing'),
    ...toConfirm,
  }),
  ...toConfirm,
})
export type PapersContent = z.infer<typeof PapersContent>
