import type { AnswerValue } from './answer.ts'
import type { Condition } from './content.ts'
import type { Frame } from './frame.ts'
import { roundOf, type Scope, stepIn } from './scope.ts'

/** Whether a condition holds in a scope. A name that has no value yet holds nothing. */
export function holds(condition: Condition, scope: Scope, frame: Frame): boolean {
  if ('all' in condition && Array.isArray(condition.all))
    return (condition.all as Condition[]).every(each => holds(each, scope, frame))
  if ('any' in condition && Array.isArray(condition.any))
    return (condition.any as Condition[]).some(each => holds(each, scope, frame))
  if ('not' in condition && !Array.isArray(condition.not))
    return !holds(condition.not as Condition, scope, frame)
  return Object.entries(condition as Record<string, string[] | { incomplete: true }>).every(
    ([name, wanted]) =>
      Array.isArray(wanted) ? has(valueAt(name, scope, frame), wanted) : isIncomplete(name, scope, frame),
  )
}

function has(value: AnswerValue | undefined, wanted: string[]): boolean {
  if (Array.isArray(value)) return value.some(each => wanted.includes(each))
  return value !== undefined && wanted.includes(String(value))
}

function isIncomplete(name: string, scope: Scope, frame: Frame): boolean {
  const value = valueAt(name, scope, frame)
  const options = declaredIn(scope, name)?.options
  const count = options === 'item.checks' ? checksOf(scope) : Array.isArray(options) ? options.length : 0
  return Array.isArray(value) && value.length < count
}

function checksOf(scope: Scope): number {
  const checks = (roundOf(scope, 'item')?.element as { checks?: unknown[] } | null)?.checks
  return checks?.length ?? 0
}

function valueAt(name: string, scope: Scope, frame: Frame): AnswerValue | undefined {
  const [head, field] = split(name)
  if (head === 'facts') return frame.facts[field]
  if (field) return (roundOf(scope, head)?.element as Record<string, string> | null | undefined)?.[field]
  for (let at: Scope | null = scope; at; at = at.outer) {
    if (stepIn(at.steps, name)) return frame.answers[at.prefix + name]
  }
  return undefined
}

function declaredIn(scope: Scope, name: string): { options?: unknown } | undefined {
  for (let at: Scope | null = scope; at; at = at.outer) {
    const step = stepIn(at.steps, name)
    if (step) return step.answer as { options?: unknown }
  }
  return undefined
}

function split(name: string): [string, string] {
  const dot = name.indexOf('.')
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)]
}
