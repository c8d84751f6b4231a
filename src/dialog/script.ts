import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { OptionList } from './answer.ts'
import { Checklist, ChecklistItem, Dialog } from './content.ts'

/** What the printed checklist says around its rows. */
const PrintedForm = Checklist.pick({ form: true, category: true, stamp: true, annex: true })
export type PrintedForm = z.infer<typeof PrintedForm>

/** Everything a dialog asks, in one piece: this is what a session is pinned to and what is kept by its hash. */
export type Source = {
  dialog: Dialog
  /** The items a `repeat … over: checklist.items` runs over. */
  items: ChecklistItem[]
  /** Missing where there is no checklist, and in revisions kept before it became a part of them. */
  form?: PrintedForm | undefined
  /** Option lists of the campaign that the dialog names: `districts`, `industries`. */
  lists: Record<string, OptionList>
}

export type Script = Source & { hash: string }

const Stored = z.strictObject({
  dialog: Dialog,
  items: z.array(ChecklistItem),
  form: PrintedForm.optional(),
  lists: z.record(
    z.string(),
    z.array(z.strictObject({ id: z.string(), label: z.string(), say: z.array(z.string()).optional() })),
  ),
})

export function createScript(
  dialog: Dialog,
  checklist: Checklist | null,
  lists: Record<string, OptionList>,
): Script {
  const named = new Set(JSON.stringify(dialog).match(/"campaign\.[a-z-]+"/g) ?? [])
  const used = Object.entries(lists)
    .filter(([name]) => named.has(`"campaign.${name}"`))
    .map(([name, list]) => [name, list.map(plainOption)] as const)
  const source: Source = { dialog, items: checklist?.items ?? [], lists: Object.fromEntries(used) }
  if (checklist) {
    const { form, category, stamp, annex } = checklist
    source.form = { form, category, stamp, annex }
  }
  return { ...source, hash: hashOf(source) }
}

/** Writes a script for keeping; `readScript` gives the same script with the same hash. */
export function writeScript({ dialog, items, form, lists }: Script): string {
  return canonicalJson({ dialog, items, form, lists })
}

export function readScript(text: string): Script {
  const source = Stored.parse(JSON.parse(text)) as Source
  return { ...source, hash: hashOf(source) }
}

function plainOption({ id, label, say }: OptionList[number]): OptionList[number] {
  return say ? { id, label, say } : { id, label }
}

function hashOf(source: Source): string {
  return createHash('sha256').update(canonicalJson(source)).digest('hex').slice(0, 32)
}

/** JSON with sorted keys and without `undefined`, so that equal content has one hash. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
