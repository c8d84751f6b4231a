import type { Say } from './answer.ts'
import type { Phrases } from './content.ts'
import type { Frame } from './frame.ts'
import { roundOf, type Scope } from './scope.ts'

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9.-]*)\}(。?)/g
const ENDED = /[。！？….!?]$/

/**
 * Replaces `{name}`; a name without a value becomes nothing, since a person must never see a bare placeholder. What people
 * write may be a whole sentence: no full stop follows its own.
 */
export function fill(template: string, value: (name: string) => string | number | undefined): string {
  return template.replace(PLACEHOLDER, (_, name: string, stop: string) => {
    const filled = String(value(name) ?? '')
    return ENDED.test(filled) ? filled : filled + stop
  })
}

/** `{n}` and `{total}` count the nearest checklist item or list element; `{item.title}` and `{facts.unit}` read fields. */
export function fillInScope(template: string, scope: Scope, frame: Frame): string {
  return fill(template, name => {
    if (name === 'n' || name === 'total') return countedRound(scope)?.[name]
    const [head = '', field = ''] = name.split('.')
    if (head === 'facts') return frame.facts[field]
    return (roundOf(scope, head)?.element as Record<string, string | number> | null | undefined)?.[field]
  })
}

function countedRound(scope: Scope) {
  for (let at: Scope | null = scope; at; at = at.outer) if (at.round?.element) return at.round
  return null
}

/** Turns a phrase and its values into words. An unknown phrase shows its name, so that a test finds it. */
export type Speak = (say: Say) => string

export function createSpeak(phrases: Phrases): Speak {
  return ({ phrase, values }) => fill(phrases[phrase] ?? phrase, name => values?.[name])
}
