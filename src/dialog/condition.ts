import type { AnswerValue } from './answer.ts'
import type { Condition } from './content.ts'
import type { Frame } from './frame.ts'
import { roundOf, type Scope, stepIn } from './scope.ts'

type Test = (scope: Scope, frame: Frame) => boolean

/** Conditions live as long as their script and are asked many times a turn: each is taken apart once. */
const tests = new WeakMap<Condition, Test>()

/** Whether a condition holds in a scope. A name that has no value yet holds nothing. */
export function holds(condition: Condition, scope: Scope, frame: Frame): boolean {
  const known = tests.get(condition)
  if (known) return known(scope, frame)
  const test = testOf(condition)
  tests.set(condition, test)
  return test(scope, frame)
}

function testOf(condition: Condition): Test {
  if ('all' in condition && Array.isArray(condition.all)) {
    const parts = (condition.all as Condition[]).map(testOf)
    return (scope, frame) => parts.every(part => part(scope, frame))
  }
  if ('any' in condition && Array.isArray(condition.any)) {
    const parts = (condition.any as Condition[]).map(testOf)
    return (scope, frame) => parts.some(part => part(scope, frame))
  }
  if ('not' in condition && !Array.isArray(condition.not)) {
    const part = testOf(condition.not as Condition)
    return (scope, frame) => !part(scope, frame)
  }
  const parts = Object.entries(condition as Record<string, string[] | { incomplete: true }>).map(
    ([name, wanted]): Test => {
      const value = valueNamed(name)
      return Array.isArray(wanted)
        ? (scope, frame) => has(value(scope, frame), wanted)
        : (scope, frame) => isIncomplete(name, value(scope, frame), scope)
    },
  )
  return (scope, frame) => parts.every(part => part(scope, frame))
}

function has(value: AnswerValue | undefined, wanted: string[]): boolean {
  if (Array.isArray(value)) return value.some(each => wanted.includes(each))
  return value !== undefined && wanted.includes(String(value))
}

function isIncomplete(name: string, value: AnswerValue | undefined, scope: Scope): boolean {
  const options = declaredIn(scope, name)?.options
  const count = options === 'item.checks' ? checksOf(scope) : Array.isArray(options) ? options.length : 0
  return Array.isArray(value) && value.length < count
}

function checksOf(scope: Scope): number {
  const checks = (roundOf(scope, 'item')?.element as { checks?: unknown[] } | null)?.checks
  return checks?.length ?? 0
}

function valueNamed(name: string): (scope: Scope, frame: Frame) => AnswerValue | undefined {
  const [head, field] = split(name)
  if (head === 'facts') return (_scope, frame) => frame.facts[field]
  if (field)
    return scope => (roundOf(scope, head)?.element as Record<string, string> | null | undefined)?.[field]
  return (scope, frame) => {
    for (let at: Scope | null = scope; at; at = at.outer) {
      if (stepIn(at.steps, name)) return frame.answers[at.prefix + name]
    }
    return undefined
  }
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
