import { holds } from './condition.ts'
import type { ChecklistItem, Repeat, Step } from './content.ts'
import type { Element, Frame } from './frame.ts'
import type { Round, Scope } from './scope.ts'
import type { Script } from './script.ts'

/** Rounds of a repeat that names no limit. */
const MOST_ROUNDS = 9

/** A question that applies as the answers are now. */
export type Place = { path: string; step: Step; scope: Scope }

/**
 * All questions that apply, in order. This is the whole of the engine's control flow: a dialog has no jumps,
 * so what comes next, what lies behind and what is still missing are all read off this list.
 */
export function walk(script: Script, frame: Frame): Place[] {
  const places: Place[] = []
  visit({ prefix: '', steps: script.dialog.steps, round: null, outer: null }, script, frame, places)
  return places
}

function visit(scope: Scope, script: Script, frame: Frame, places: Place[]): void {
  for (const step of scope.steps) {
    if (step.when && !holds(step.when, scope, frame)) continue
    if ('repeat' in step) {
      for (const inner of rounds(step, scope, script, frame)) visit(inner, script, frame, places)
    } else places.push({ path: scope.prefix + step.id, step, scope })
  }
}

function* rounds(repeat: Repeat, outer: Scope, script: Script, frame: Frame): Generator<Scope> {
  const enter = (key: string, element: Round['element'], n: number, total: number): Scope => ({
    prefix: `${outer.prefix}${key}.`,
    steps: repeat.steps,
    round: { name: repeat.repeat, key, element, n, total },
    outer,
  })
  if (repeat.over === undefined) {
    const max = repeat.max ?? MOST_ROUNDS
    for (let n = 1; n <= max; n++) {
      const inner = enter(String(n), null, n, n)
      yield n < max ? inner : { ...inner, steps: stepsBut(repeat.until, repeat.steps) }
      if (frame.answers[`${inner.prefix}${repeat.until}`] !== 'more') return
    }
    return
  }
  const elements = elementsOf(repeat.over, outer, script, frame)
  for (const [index, element] of elements.entries())
    yield enter(element.id, element, index + 1, elements.length)
}

/** Nobody is asked for more where no more is taken. */
function stepsBut(until: string | undefined, steps: Scope['steps']): Scope['steps'] {
  return steps.filter(step => 'repeat' in step || step.id !== until)
}

function elementsOf(over: string, scope: Scope, script: Script, frame: Frame): (ChecklistItem | Element)[] {
  if (over !== 'checklist.items') return frame.lists[over] ?? []
  return script.items.filter(item => !item.applies || holds(item.applies, scope, frame))
}
