import type { Checklist, Phrases } from '../content.ts'
import { createSpeak } from '../fill.ts'
import { bytesOf, MESSAGE_BYTES } from './bytes.ts'
import { flawsOfCondition } from './condition-flaws.ts'
import { type Flaw, flaw } from './flaw.ts'
import { repeatedIds } from './id-flaws.ts'
import { optionListFlaws } from './option-flaws.ts'
import { placeholderFlaws } from './placeholder-flaws.ts'
import type { Surroundings } from './surroundings.ts'

/** Everything a well-formed checklist may still have wrong. */
export function checkChecklist(checklist: Checklist, around: Surroundings): Flaw[] {
  const { items } = checklist
  return [
    ...repeatedIds(items, ['items']),
    ...orderFlaws(checklist, 'body'),
    ...orderFlaws(checklist, 'annex'),
    ...items.flatMap((item, index) => {
      const path = ['items', index]
      return [
        ...optionListFlaws(item.checks, [...path, 'checks'], around.isCommand),
        ...referralFlaws(item, path),
        ...placeholderFlaws(item.help, [], [...path, 'help']),
        ...helpFlaws(item, path, around.phrases),
        ...(item.applies ? flawsOfCondition(item.applies, [...path, 'applies'], [], around) : []),
      ]
    }),
  ]
}

/** Both orders of the notice count all items once: 1, 2 … n. */
function orderFlaws({ items }: Checklist, name: 'body' | 'annex'): Flaw[] {
  const seen = new Set<number>()
  return items.flatMap((item, index) => {
    const order = item[name]
    if (order <= items.length && !seen.has(order)) {
      seen.add(order)
      return []
    }
    return [flaw(['items', index, name], 'order-broken', { name, count: items.length })]
  })
}

function referralFlaws({ checks, referral }: Checklist['items'][number], path: (string | number)[]): Flaw[] {
  const known = checks.map(({ id }) => id)
  return Object.keys(referral ?? {})
    .filter(check => !known.includes(check))
    .map(check => flaw([...path, 'referral', check], 'referral-unknown', { check }))
}

/** 依据 shows the help of an item together with what to photograph and all its sources, in one message. */
function helpFlaws(
  { id, help, evidence, basis }: Checklist['items'][number],
  path: (string | number)[],
  phrases: Phrases,
): Flaw[] {
  const speak = createSpeak(phrases)
  const refs = basis.map(({ ref }) => ref).join('；')
  const said = [
    speak({ phrase: 'basis.item', values: { help, evidence: evidence.join('、'), refs } }),
    speak({ phrase: 'basis.unconfirmed' }),
  ]
  const bytes = bytesOf(said.join('\n\n'))
  return bytes > MESSAGE_BYTES
    ? [flaw([...path, 'help'], 'help-long', { name: id, bytes, limit: MESSAGE_BYTES })]
    : []
}
