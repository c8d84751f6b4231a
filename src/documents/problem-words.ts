import { showDay } from '../dialog/answers/civil-day.ts'
import type { ChecklistItem } from '../dialog/content.ts'
import type { Problem } from '../self-check/findings.ts'
import { fillWith } from './fill-with.ts'
import type { PapersContent } from './papers-content.ts'

export type ProblemWords = Record<'what' | 'checks' | 'measure' | 'owner' | 'due' | 'state', string>

/** A problem's parts as they go into a sentence; what was not entered says so. */
export function problemWords(problem: Problem, item: ChecklistItem, words: PapersContent): ProblemWords {
  const { missing, states } = words.problem
  return {
    what: clause(problem.what) || missing,
    checks: labelsOf(item, problem.checks),
    measure: clause(problem.measure) || missing,
    owner: clause(problem.owner) || missing,
    due: problem.due ? showDay(problem.due) : missing,
    state: states[problem.state],
  }
}

/** A problem in one sentence, without a full stop. */
export function sayProblem(problem: Problem, item: ChecklistItem, words: PapersContent): string {
  const said = problemWords(problem, item, words)
  // What was not done of a `good` item stands in its own line of the cell.
  const template = said.checks && item.polarity === 'bad' ? words.problem.listed : words.problem.free
  return fillWith(template, said)
}

export function labelsOf({ checks }: ChecklistItem, ids: readonly string[]): string {
  return checks
    .filter(({ id }) => ids.includes(id))
    .map(({ label }) => label)
    .join('、')
}

/** What a person typed, as a part of a sentence: in one line and without the mark it ends with. */
export function clause(typed: string): string {
  return typed
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/[。；;，,.\s]+$/, '')
}
