import type { CivilDate } from '../lib/clock.ts'
import type { Campaign, Subject } from './content.ts'
import { monthRange } from './phases.ts'

/**
 * By when a self-check must be done. The notice names no day for it: a paper that everyone owes says what was found by its
 * own day, and where papers are owed only for problems the phase in which they are due is for checking to its end (N13, A14).
 */
export function selfCheckDue(
  { obligations, phases, window }: Pick<Campaign, 'obligations' | 'phases' | 'window'>,
  subject: Subject,
): CivilDate {
  const papers = obligations.filter(({ who }) => who === subject)
  const always = papers.filter(({ when }) => when === 'always').map(({ due }) => due)
  const [first] = always.toSorted()
  if (first !== undefined) return first
  const [paper = monthRange(window.to).last] = papers.map(({ due }) => due).toSorted()
  const spans = phases.map(({ from, to }) => monthRange(from, to))
  return spans.find(span => paper >= span.first && paper <= span.last)?.last ?? paper
}
