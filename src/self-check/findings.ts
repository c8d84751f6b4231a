import type { AnswerValue } from '../dialog/answer.ts'
import type { ChecklistItem } from '../dialog/content.ts'
import type { Frame } from '../dialog/frame.ts'
import { itemOf } from '../dialog/place.ts'
import type { Scope } from '../dialog/scope.ts'
import type { Script } from '../dialog/script.ts'
import { walk } from '../dialog/walk.ts'

export type RectificationState = 'open' | 'working' | 'done'

/** One problem of one item, as entered. Its path (`T1.1`) is stable over versions. */
export type Problem = {
  path: string
  item: string
  title: string
  /** Ids of the sub-checks concerned; for item 6, of what was not done. */
  checks: string[]
  what: string
  measure: string
  owner: string
  due: string | null
  photos: string[]
  state: RectificationState
  proof: string[]
}

export type Finding = {
  item: ChecklistItem
  /** Answers of the item itself (`result`, `rating`, `published`, `reason`, `account` …), by step id. */
  answers: Record<string, AnswerValue>
  problems: Problem[]
}

/**
 * What a self-check found, item by item, from the questions that apply as the answers are:
 * what was answered and no longer applies stays in the record but is no finding.
 */
export function findingsOf(script: Script, frame: Frame): Finding[] {
  const findings = new Map<string, Finding>()
  const problems = new Map<string, Record<string, AnswerValue>>()
  for (const place of walk(script, frame)) {
    const item = itemOf(place)
    const value = frame.answers[place.path]
    if (!item || value === undefined) continue
    const finding = findings.get(item.id) ?? { item, answers: {}, problems: [] }
    findings.set(item.id, finding)
    const prefix = problemPrefix(place.scope)
    if (prefix === null) finding.answers[place.step.id] = value
    else problems.set(prefix, { ...problems.get(prefix), [place.step.id]: value })
  }
  for (const [path, entered] of problems) {
    const finding = findings.get(path.slice(0, path.indexOf('.')))
    finding?.problems.push(toProblem(path, finding, entered))
  }
  return [...findings.values()]
}

export function problemsOf(findings: Finding[]): Problem[] {
  return findings.flatMap(finding => finding.problems)
}

/** Items answered 待核: they are filed as such and may be settled in a later version. */
export function unsettled(findings: Pick<Finding, 'answers'>[]): number {
  return findings.filter(finding => finding.answers.result === 'unsure').length
}

function problemPrefix(scope: Scope): string | null {
  return scope.round && !scope.round.element ? scope.prefix.slice(0, -1) : null
}

function toProblem(path: string, { item, answers }: Finding, entered: Record<string, AnswerValue>): Problem {
  const published = answers.published
  const undone = Array.isArray(published)
    ? item.checks.map(({ id }) => id).filter(id => !published.includes(id))
    : []
  return {
    path,
    item: item.id,
    title: item.title,
    checks: list(entered.checks) ?? undone,
    what: words(entered.what),
    measure: words(entered.measure),
    owner: words(entered.owner),
    due: typeof entered.due === 'string' ? entered.due : null,
    photos: list(entered.photos) ?? [],
    state: (entered.rectified as RectificationState | undefined) ?? 'open',
    proof: list(entered.proof) ?? [],
  }
}

const words = (value: AnswerValue | undefined): string => (typeof value === 'string' ? value : '')
const list = (value: AnswerValue | undefined): string[] | null => (Array.isArray(value) ? value : null)
