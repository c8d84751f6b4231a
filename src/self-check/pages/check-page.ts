import type { Frame } from '../../dialog/frame.ts'
import type { Script } from '../../dialog/script.ts'
import { type Html, html } from '../../lib/html.ts'
import type { ItemState } from '../item-states.ts'
import { answerRows } from './answer-rows.ts'
import { type Guard, guardFields, lines, note, page, type Setting, type Words } from './layout.ts'

export type CheckData = {
  script: Script
  frame: Frame
  items: ItemState[]
  /** What these answers are known by when they are submitted. */
  fingerprint: string
  /** Why a submission did not happen. */
  refusal: string | null
  guard: Guard
}

/** The whole self-check to read, print and submit. */
export function checkPage(setting: Setting, data: CheckData): Html {
  const { words } = setting
  return page(
    setting,
    words('page.check'),
    html`${data.refusal !== null && note('bad', lines(data.refusal))}
${data.items.map(state => itemCard(words, data, state))}
${submission(words, data)}`,
  )
}

function itemCard(words: Words, { script, frame }: CheckData, state: ItemState): Html {
  const { item, n, total, places } = state
  return html`<section class="page-card" id="${item.id}">
<h2>${words('page.item', { n, total, title: item.title })}</h2>
<p class="page-state">${stateOf(words, state)}</p>
<blockquote class="page-notice">${item.text}</blockquote>
${answerRows(words, script, frame, places)}
<p class="page-tools"><a href="/u/item/${item.id}">${words(state.answered > 0 ? 'page.edit' : 'page.fill-in')}</a></p>
</section>`
}

function stateOf(words: Words, { answered, missing }: ItemState): string {
  if (missing === 0) return `✓ ${words('page.state-done')}`
  return answered === 0 ? `○ ${words('page.state-blank')}` : `… ${words('page.state-missing', { missing })}`
}

function submission(words: Words, { items, fingerprint, guard, script }: CheckData): Html {
  const missing = items.reduce((sum, item) => sum + item.missing, 0)
  if (missing > 0) return html`<p class="page-lead" id="submit">${words('page.not-yet', { missing })}</p>`
  return html`<form class="page-submit" id="submit" method="post" action="/u/submit" enctype="multipart/form-data">
${guardFields(guard)}<input type="hidden" name="fingerprint" value="${fingerprint}">
<p>${words('page.submit-note')}</p>
<button class="weui-btn weui-btn_primary" type="submit">${script.dialog.review.submit}</button>
</form>`
}
