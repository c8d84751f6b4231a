import type { Frame } from '../../dialog/frame.ts'
import { shownAnswer, specOf } from '../../dialog/place.ts'
import type { Script } from '../../dialog/script.ts'
import type { Place } from '../../dialog/walk.ts'
import { type Html, html } from '../../lib/html.ts'
import { type HeardItem, type ItemForm, placesShown } from '../hear-item.ts'
import { answersOfItem, type ItemState, isSame, itemState } from '../item-states.ts'
import { isTouched, type Typed } from '../typed.ts'
import { nameOf, problemOf } from './answer-rows.ts'
import { FIELD } from './field.ts'
import { type Guard, guardFields, lines, note, page, type Setting, type Words } from './layout.ts'

export type ConflictData = {
  script: Script
  /** The record as it is now. */
  standing: Frame
  form: ItemForm
  heard: HeardItem
  state: ItemState
  guard: Guard
}

/** Someone answered while the form was open: both versions side by side, and nothing is written until one is chosen. */
export function conflictPage(setting: Setting, data: ConflictData): Html {
  const { words } = setting
  const { item, n, total } = data.state
  const rows = placesOf(data).flatMap(place => rowOf(words, data, place))
  return page(
    setting,
    words('page.item', { n, total, title: item.title }),
    html`${note('bad', lines(words('page.conflict')))}
<table class="page-versions">
<thead><tr><th scope="col">${words('page.question')}</th><th scope="col">${words('page.stands')}</th><th scope="col">${words('page.entered')}</th></tr></thead>
<tbody>${rows}</tbody>
</table>
<form method="post" action="/u/item/${item.id}" enctype="multipart/form-data">
${guardFields(data.guard)}<input type="hidden" name="shown" value="${JSON.stringify(answersOfItem(data.standing.answers, item.id))}">
${touchedPaths(data).map(path => hiddenField(path, data.form.fields.get(path)))}
<div class="page-actions">
<a class="weui-btn weui-btn_default" href="/u/item/${item.id}">${words('page.keep-standing')}</a>
<button class="weui-btn weui-btn_warn" type="submit">${words('page.apply-entered')}</button>
</div>
</form>`,
  )
}

/** The questions of both versions, and those that only the form knew. */
function placesOf({ script, standing, form, heard, state }: ConflictData): Place[] {
  const all = [
    ...(itemState(script, heard.frame, form.itemId)?.places ?? []),
    ...state.places,
    ...placesShown(script, standing, form).filter(({ path }) => heard.idle.includes(path)),
  ]
  return [...new Map(all.map(place => [place.path, place])).values()]
}

function rowOf(words: Words, data: ConflictData, place: Place): Html[] {
  const { script, standing, form, heard } = data
  const { path } = place
  const now = standing.answers[path]
  const shown = (value: typeof now) =>
    value === undefined ? words('page.blank') : shownAnswer(place, script, value)
  const raw = heard.hints.has(path) || heard.idle.includes(path)
  const same = isSame(now, heard.frame.answers[path])
  if (!raw && same && isSame(now, form.shown[path])) return []
  const entered = raw
    ? wordsIn(data, place)
    : same
      ? words('page.not-changed')
      : shown(heard.frame.answers[path])
  const problem = problemOf(place)
  const name = nameOf(place, standing)
  return [
    html`<tr><th scope="row">${problem === null ? name : `${words('page.problem', { n: problem })} · ${name}`}</th>
<td data-name="${words('page.stands')}">${shown(now)}</td><td data-name="${words('page.entered')}">${entered}</td></tr>`,
  ]
}

/** What was typed, as far as it can be said without being an answer. */
function wordsIn({ script, form }: ConflictData, place: Place): string {
  const typed = form.fields.get(place.path)
  if (!typed) return ''
  const spec = specOf(place, script)
  const labels = 'options' in spec ? new Map(spec.options.map(({ id, label }) => [id, label])) : new Map()
  if ('words' in typed) return typed.words.map(word => labels.get(word) ?? word).join('；')
  return shownAnswer(place, script, [...typed.kept, ...typed.added])
}

function touchedPaths({ script, standing, form }: ConflictData): string[] {
  return placesShown(script, standing, form)
    .filter(place => {
      const typed = form.fields.get(place.path)
      return typed !== undefined && isTouched(specOf(place, script), typed, form.shown[place.path])
    })
    .map(({ path }) => path)
}

function hiddenField(path: string, typed: Typed | undefined): Html {
  const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}">`
  const values =
    typed && 'words' in typed
      ? typed.words.map(word => hidden(`${FIELD.words}${path}`, word))
      : [...(typed?.kept ?? []), ...(typed?.added ?? [])].map(id => hidden(`${FIELD.kept}${path}`, id))
  return html`${hidden(FIELD.asked, path)}${values}`
}
