import { ChecklistItem, type Step } from '../content.ts'
import type { Named } from './resolve-name.ts'
import { CHECKLIST_ITEMS, type Surroundings } from './surroundings.ts'

/** The values a name may ever have; null where they cannot be listed (words a person writes). */
export function possibleValues(named: Named, around: Surroundings): readonly string[] | null {
  switch (named.kind) {
    case 'step':
      return possibleAnswers(named.step, around)
    case 'fact':
      return named.values
    case 'field':
      return named.over === CHECKLIST_ITEMS ? itemValues(named.field, around) : null
  }
}

/** Photos, evidence and places are never compared with a word. */
function possibleAnswers({ answer }: Step, around: Surroundings): readonly string[] | null {
  switch (answer.type) {
    case 'choice':
    case 'multi-choice':
      return optionIdsOf(answer.options, around)
    case 'confirm':
      return ['yes', 'no']
    case 'images':
    case 'location':
    case 'evidence':
      return []
    default:
      return null
  }
}

/** Ids of the options, of every item's checks where the list is `item.checks`. */
function optionIdsOf(options: string | { id: string }[], { checklists, lists }: Surroundings): string[] {
  if (Array.isArray(options)) return options.map(({ id }) => id)
  const list =
    options === 'item.checks'
      ? checklists.flatMap(({ items }) => items.flatMap(({ checks }) => checks))
      : (lists[options.slice('campaign.'.length)] ?? [])
  return [...new Set(list.map(({ id }) => id))]
}

/** A polarity may be asked about though no item of today's checklists has it. */
function itemValues(field: string, { checklists }: Surroundings): string[] {
  if (field === 'polarity') return [...ChecklistItem.shape.polarity.options]
  const items = checklists.flatMap(each => each.items)
  return [...new Set(items.map(item => String(item[field as keyof ChecklistItem])))]
}
