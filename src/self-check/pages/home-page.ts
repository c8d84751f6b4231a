import { type Html, html } from '../../lib/html.ts'
import type { FilingHead } from '../filing-shelf.ts'
import type { ItemState } from '../item-states.ts'
import { lines, page, type Setting } from './layout.ts'
import { showTime } from './show-time.ts'

export type HomeData = {
  bureau: string
  items: ItemState[]
  /** The last version filed, where it counts for the unit as it is registered. */
  filed: FilingHead | null
  /** Something was answered since. */
  unfiled: boolean
  /** What is owed by when, in words. */
  duties: string[]
  openProblems: number
  filings: number
}

export function homePage(setting: Setting, data: HomeData): Html {
  const { words } = setting
  return page(
    setting,
    words('page.home'),
    html`<p class="page-lead">${words('page.bureau', { bureau: data.bureau })}</p>
${progress(setting, data)}
<h2>${words('page.duties')}</h2>
${data.duties.map(duty => html`<section class="page-card">${lines(duty)}</section>`)}`,
    {
      nav: html`<div class="weui-cells">
${cell('/u/check', words('page.check'), words('page.count-items', { items: data.items.length }))}
${cell('/u/problems', words('page.problems'), words('page.count-open', { open: data.openProblems }))}
${cell('/u/filings', words('page.filings'), words('page.count-filings', { count: data.filings }))}
</div>`,
    },
  )
}

function progress({ words }: Setting, { items, filed, unfiled }: HomeData): Html {
  const done = items.filter(({ missing }) => missing === 0).length
  const values = { items: items.length, done }
  const next = items.find(({ missing }) => missing > 0)
  const begun = items.some(({ answered }) => answered > 0)
  return html`<section class="page-card">
<h2>${words('page.check')}</h2>
${filed && html`<p>${words('page.filed-last', { version: filed.version, time: showTime(filed.filedAt) })}<br>${words('page.receipt', { receipt: filed.receipt })}</p>`}
${filed && unfiled && html`<p><strong>${words('page.unfiled')}</strong></p>`}
<p id="progress">${words('page.progress', values)}</p>
<progress aria-labelledby="progress" max="${items.length}" value="${done}"></progress>
<div class="page-actions">
${
  next
    ? html`<a class="weui-btn weui-btn_primary" href="/u/item/${next.item.id}">${words(begun ? 'page.go-on' : 'page.begin')}</a>`
    : html`<a class="weui-btn weui-btn_primary" href="/u/check#submit">${words(filed && !unfiled ? 'page.look' : 'page.look-submit')}</a>`
}
</div>
</section>`
}

function cell(href: string, title: string, count: string): Html {
  return html`<a class="weui-cell weui-cell_access" href="${href}"><span class="weui-cell__bd">${title}</span><span class="weui-cell__ft">${count}</span></a>`
}
