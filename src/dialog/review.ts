import { fillInScope, type Speak } from './fill.ts'
import type { Frame } from './frame.ts'
import { reviewed } from './hear-review.ts'
import { isAnswered, isMissing, isOpen, shownAnswer } from './place.ts'
import { type Scope, WHOLE } from './scope.ts'
import type { Script } from './script.ts'
import type { Place } from './walk.ts'

/** All answers, numbered so that “改 3” can name one, under the headings of their items; what is missing says so. */
export function showReview(script: Script, frame: Frame, places: Place[], speak: Speak): string {
  const rows = reviewed(places, frame)
  const missing = places.filter(place => isMissing(place, frame)).length
  const values = { ...countsOf(frame, places), missing, submit: script.dialog.review.submit }
  const lines = [fillInScope(script.dialog.review.ask, WHOLE, frame).trimEnd()]
  if (script.items.length > 0) lines.push(speak({ phrase: 'review.counts', values }))
  let heading = ''
  for (const [index, place] of rows.entries()) {
    const title = headingOf(place)
    if (title !== heading) lines.push(`〔${title}〕`)
    heading = title
    lines.push(
      `${index + 1}. ${fillInScope(place.step.name, place.scope, frame)}：${answerOr(place, script, frame, speak)}`,
    )
  }
  lines.push(speak({ phrase: missing > 0 ? 'review.foot-missing' : 'review.foot', values }))
  return lines.join('\n')
}

function answerOr(place: Place, script: Script, frame: Frame, speak: Speak): string {
  const value = frame.answers[place.path]
  return value === undefined || !isAnswered(place, frame)
    ? speak({ phrase: 'review.blank' })
    : shownAnswer(place, script, value)
}

function headingOf(place: Place): string {
  const parts: string[] = []
  for (let at: Scope | null = place.scope; at; at = at.outer) {
    if (!at.round) continue
    const element = at.round.element as { title?: string } | null
    parts.unshift(element ? (element.title ?? at.round.key) : at.round.n > 1 ? `·${at.round.key}` : '')
  }
  return parts.join('')
}

/** Elements walked, elements finished, and rounds within them (for a self-check: items, items answered, problems). */
export function countsOf(
  frame: Frame,
  places: Place[],
): { items: number; answered: number; problems: number } {
  const items = new Map<string, boolean>()
  const problems = new Set<string>()
  for (const place of places) {
    for (let at: Scope | null = place.scope; at; at = at.outer) {
      if (!at.round) continue
      if (!at.round.element) problems.add(at.prefix)
      else
        items.set(
          at.prefix,
          (items.get(at.prefix) ?? true) && !isOpen(place, frame) && !isMissing(place, frame),
        )
    }
  }
  return { items: items.size, answered: [...items.values()].filter(Boolean).length, problems: problems.size }
}
