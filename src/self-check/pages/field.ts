import type { Say } from '../../dialog/answer.ts'
import type { ResolvedSpec } from '../../dialog/answers/parse-answer.ts'
import { type Content, type Html, html } from '../../lib/html.ts'
import { NONE, type Typed } from '../typed.ts'
import type { Words } from './layout.ts'
import { thumbnail } from './photos.ts'

export type Field = {
  path: string
  question: string
  help: string | undefined
  skip: 'optional' | 'later' | undefined
  spec: ResolvedSpec
  typed: Typed
  /** Why what was typed is no answer. */
  hint: Say | undefined
}

/** The names that a field goes by in a form. */
export const FIELD = { asked: 'asked', words: 'w:', kept: 'k:', file: 'f:' } as const

/** One question as a form field that needs no script, with its label, its help and what is wrong with it. */
export function fieldOf(words: Words, field: Field): Html {
  const { path, question, help, skip, hint } = field
  const label = html`<span class="page-lines">${question}</span>${skip && html` <span class="page-skip">${words(SKIP[skip])}</span>`}`
  const aside = html`${help && html`<p class="page-help" id="help-${path}">${help}</p>`}
${hint && html`<p class="page-hint" id="hint-${path}"><span aria-hidden="true">! </span>${words(hint.phrase, hint.values)}</p>`}`
  const asked = html`<input type="hidden" name="${FIELD.asked}" value="${path}">`
  const notes = [help && `help-${path}`, hint && `hint-${path}`].filter(Boolean).join(' ')
  const described = html`${notes && html` aria-describedby="${notes}"`}${hint && html` aria-invalid="true"`}`
  if (isGroup(field.spec))
    return html`<fieldset class="page-field${hint && ' page-field_wrong'}" id="${path}"${described}>
<legend>${label}</legend>${aside}${asked}${control(words, field, described)}</fieldset>`
  return html`<div class="page-field${hint && ' page-field_wrong'}" id="${path}">
<label for="input-${path}">${label}</label>${aside}${asked}${control(words, field, described)}</div>`
}

const SKIP = { optional: 'page.may-stay-empty', later: 'page.may-wait' }

function isGroup({ type }: ResolvedSpec): boolean {
  return type === 'choice' || type === 'multi-choice' || type === 'confirm' || type === 'images'
}

function control(words: Words, field: Field, described: Content): Html {
  const { path, spec, typed } = field
  const written = 'words' in typed ? typed.words : []
  const [first = ''] = written
  const name = `${FIELD.words}${path}`
  const input = (type: string, more: Content = null) =>
    html`<input class="page-input" id="input-${path}" name="${name}" type="${type}" value="${first}"${described}${more}>`
  switch (spec.type) {
    case 'choice':
      return ticks('radio', name, path, spec.options, written)
    case 'confirm':
      return ticks(
        'radio',
        name,
        path,
        [
          { id: 'yes', label: spec.yes },
          { id: 'no', label: spec.no },
        ],
        written,
      )
    case 'multi-choice':
      return ticks('checkbox', name, path, withNone(spec), written)
    case 'images':
      return photos(words, field, spec.max)
    case 'text':
      if (spec.lines === 'one') return input('text')
      return html`<textarea class="page-input" id="input-${path}" name="${name}" rows="${spec.max > 60 ? 4 : 1}"${described}>
${first}</textarea>`
    case 'date':
      // A browser shows nothing at all in a date field whose value is no date: what was typed must stay in sight.
      return input(first === '' || /^\d{4}-\d{2}-\d{2}$/.test(first) ? 'date' : 'text')
    case 'number':
      return input('text', html` inputmode="${spec.whole ? 'numeric' : 'decimal'}"`)
    case 'phone':
      return input('tel')
    case 'credit-code':
      return input('text', html` autocapitalize="characters"`)
    case 'location':
    case 'evidence':
      return html`<p>${first || words('page.only-in-chat')}</p>`
  }
}

type Tick = { id: string; label: string }

function withNone({ options, none }: Extract<ResolvedSpec, { type: 'multi-choice' }>): Tick[] {
  return none === undefined ? options : [...options, { id: NONE, label: none }]
}

function ticks(
  type: 'radio' | 'checkbox',
  name: string,
  path: string,
  options: Tick[],
  written: string[],
): Html {
  return html`<div class="weui-cells page-ticks">${options.map(
    ({ id, label }) =>
      html`<label class="weui-cell" for="input-${path}-${id}"><input class="page-tick" type="${type}" id="input-${path}-${id}" name="${name}" value="${id}"${written.includes(id) && html` checked`}><span class="weui-cell__bd">${label}</span></label>`,
  )}</div>`
}

/** Photos that are there stay unless their tick is taken away; new ones are added to them. */
function photos(words: Words, { path, typed }: Field, max: number): Html {
  const ids = 'kept' in typed ? [...typed.kept, ...typed.added] : []
  const kept = ids.map(
    (id, index) =>
      html`<li><a href="/u/photo/${id}">${thumbnail(words, id, index)}</a><label><input class="page-tick" type="checkbox" name="${FIELD.kept}${path}" value="${id}" checked> ${words('page.keep-photo', { n: index + 1 })}</label></li>`,
  )
  return html`${ids.length > 0 && html`<ul class="page-photos">${kept}</ul>`}
<label class="page-file">${words('page.add-photos', { left: Math.max(0, max - ids.length) })}
<input class="page-input" type="file" id="input-${path}" name="${FIELD.file}${path}" accept="image/jpeg,image/png" multiple></label>`
}
