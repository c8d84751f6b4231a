import type { OptionList } from '../answer.ts'
import type { Checklist, Phrases } from '../content.ts'

/**
 * What the program puts into the frame of a dialog: facts with the values they may have (null: any), and lists to run
 * over with the fields of their elements.
 */
export type Given = {
  facts: Readonly<Record<string, readonly string[] | null>>
  lists: Readonly<Record<string, readonly string[]>>
}

/** What a dialog is checked against. */
export type Surroundings = {
  checklists: readonly Checklist[]
  /** Option lists of the campaign: `districts`, `industries`, `bureaus`. */
  lists: Readonly<Record<string, OptionList>>
  given: Given
  phrases: Phrases
  /** Whether a word is heard before any question hears it. */
  isCommand: (word: string) => boolean
}

/** The list every checklist gives. */
export const CHECKLIST_ITEMS = 'checklist.items'

/** Fields of a checklist item that a condition or a placeholder may name. */
const ITEM_FIELDS = ['id', 'title', 'text', 'body', 'annex', 'polarity', 'otherwise', 'help'] as const

/** The fields of what a repeat runs over; none for a list that nobody gives. */
export function fieldsOf(over: string, given: Given): readonly string[] {
  return over === CHECKLIST_ITEMS ? ITEM_FIELDS : (given.lists[over] ?? [])
}
