import { fillInScope } from '../../dialog/fill.ts'
import type { Frame } from '../../dialog/frame.ts'
import { isAnswered, isMissing, shownAnswer } from '../../dialog/place.ts'
import type { Script } from '../../dialog/script.ts'
import type { Place } from '../../dialog/walk.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Words } from './layout.ts'
import { isPhotoList, photoRow } from './photos.ts'

/** Number of the problem a question belongs to; null for a question of the item itself. */
export function problemOf({ scope }: Place): string | null {
  return scope.round && !scope.round.element ? scope.round.key : null
}

export function nameOf(place: Place, frame: Frame): string {
  return fillInScope(place.step.name, place.scope, frame)
}

/** What was answered and what is missing, problem by problem. What may stay empty and is empty is left out. */
export function answerRows(words: Words, script: Script, frame: Frame, places: Place[]): Html {
  const shown = places.filter(place => frame.answers[place.path] !== undefined || isMissing(place, frame))
  const problems = [...new Set(shown.map(problemOf))]
  return html`${problems.map(problem => {
    const rows = shown.filter(place => problemOf(place) === problem)
    const heading = problem && html`<h3>${words('page.problem', { n: problem })}</h3>`
    return html`${heading}<dl class="page-rows">${rows.map(place => row(words, script, frame, place))}</dl>`
  })}`
}

function row(words: Words, script: Script, frame: Frame, place: Place): Html {
  const value = frame.answers[place.path]
  const name = nameOf(place, frame)
  if (value === undefined || !isAnswered(place, frame))
    return html`<div class="page-row page-row_missing"><dt>${name}</dt><dd>${words('page.blank')}</dd></div>`
  const photos = isPhotoList(value) && photoRow(words, value)
  return html`<div class="page-row"><dt>${name}</dt><dd>${shownAnswer(place, script, value)}${photos}</dd></div>`
}
