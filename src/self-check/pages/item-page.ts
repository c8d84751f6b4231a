import type { Say } from '../../dialog/answer.ts'
import { fillInScope } from '../../dialog/fill.ts'
import type { Frame } from '../../dialog/frame.ts'
import { specOf } from '../../dialog/place.ts'
import type { Script } from '../../dialog/script.ts'
import type { Place } from '../../dialog/walk.ts'
import { type Html, html } from '../../lib/html.ts'
import { answersOfItem, type ItemState } from '../item-states.ts'
import { type Typed, typedOf } from '../typed.ts'
import { nameOf, problemOf } from './answer-rows.ts'
import { type Field, fieldOf } from './field.ts'
import { type Guard, guardFields, lines, note, page, type Setting, type Words } from './layout.ts'

export type ItemData = {
  script: Script
  frame: Frame
  state: ItemState
  /** The item to go on with when this one is done. */
  next: ItemState | null
  /** Fields whose content is no answer, and what stands in them. */
  hints: ReadonlyMap<string, Say>
  typed: ReadonlyMap<string, Typed>
  saved: boolean
  guard: Guard
}

/** All questions of one item that apply now, to answer or to correct. */
export function itemPage(setting: Setting, data: ItemData): Html {
  const { words } = setting
  const { item, n, total } = data.state
  return page(
    setting,
    words('page.item', { n, total, title: item.title }),
    html`${news(words, data)}
<blockquote class="page-notice">${item.text}</blockquote>
<details class="page-more"><summary>${words('page.how-to')}</summary>
${lines(item.help)}
<h3>${words('page.evidence')}</h3><ul>${item.evidence.map(each => html`<li>${each}</li>`)}</ul>
<h3>${words('page.basis')}</h3><ul>${item.basis.filter(({ status }) => status === undefined).map(({ ref }) => html`<li>${ref}</li>`)}</ul>
</details>
${form(words, data)}`,
  )
}

function form(words: Words, data: ItemData): Html {
  const { state, frame, guard } = data
  const problems = [...new Set(state.places.map(problemOf))]
  return html`<form method="post" action="/u/item/${state.item.id}" enctype="multipart/form-data">
${guardFields(guard)}<input type="hidden" name="shown" value="${JSON.stringify(answersOfItem(frame.answers, state.item.id))}">
${problems.map(problem => {
  const places = state.places.filter(place => problemOf(place) === problem)
  const fields = places.map(place => fieldOf(words, toField(data, place)))
  if (problem === null) return fields
  const name = words('page.problem', { n: problem })
  return html`<section class="page-card"><h2>${name}</h2>${fields}</section>`
})}
<div class="page-actions"><button class="weui-btn weui-btn_primary" type="submit">${words('page.save')}</button></div>
</form>`
}

function toField({ script, frame, state, hints, typed }: ItemData, place: Place): Field {
  const { path, step, scope } = place
  const spec = specOf(place, script)
  const hint = hints.get(path)
  return {
    path,
    question: withoutNotice(fillInScope(step.ask, scope, frame), state.item.text),
    help: step.help,
    skip: step.skip,
    spec,
    typed: (hint && typed.get(path)) ?? typedOf(spec, frame.answers[path]),
    hint,
  }
}

/** A question in chat begins with the notice's words; on the page these stand above the form already. */
function withoutNotice(question: string, text: string): string {
  const own = question.split(/\n\s*\n/).filter(part => !part.includes(text))
  return own.length > 0 ? own.join('\n') : question
}

function news(words: Words, { script, frame, state, next, hints, saved }: ItemData): Html | null {
  if (hints.size > 0) {
    const wrong = state.places.filter(({ path }) => hints.has(path))
    const links = wrong.map(
      place => html`<li><a href="#${place.path}">${problemName(words, place, frame)}</a></li>`,
    )
    return note('bad', html`<p>${words('page.look-again', { count: hints.size })}</p><ul>${links}</ul>`)
  }
  if (!saved) return null
  if (state.missing > 0)
    return note('good', html`<p>${words('page.saved-missing', { missing: state.missing })}</p>`)
  const submit = script.dialog.review.submit
  const on = next
    ? html`<p><a href="/u/item/${next.item.id}">${words('page.next-item', { title: next.item.title })}</a></p>`
    : html`<p><a href="/u/check#submit">${words('page.all-done', { submit })}</a></p>`
  return note('good', html`<p>${words('page.saved')}</p>${on}`)
}

function problemName(words: Words, place: Place, frame: Frame): string {
  const problem = problemOf(place)
  const name = nameOf(place, frame)
  return problem === null ? name : `${words('page.problem', { n: problem })} · ${name}`
}
