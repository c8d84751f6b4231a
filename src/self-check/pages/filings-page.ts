import { type Html, html } from '../../lib/html.ts'
import type { FilingHead } from '../filing-shelf.ts'
import { page, type Setting, type Words } from './layout.ts'
import { showTime } from './show-time.ts'

export function filingsPage(setting: Setting, filings: FilingHead[]): Html {
  const { words } = setting
  return page(
    setting,
    words('page.filings'),
    html`${filings.length === 0 && html`<p class="page-lead">${words('page.no-filings')}</p>`}
${filings.map(
  filing => html`<section class="page-card">
<h2>${words('page.version', { version: filing.version })}</h2>
${filingRows(words, filing)}
<p class="page-tools"><a href="/u/filings/${filing.receipt}">${words('page.read')}</a></p>
</section>`,
)}`,
  )
}

/** What a filing is known by. */
export function filingRows(words: Words, { receipt, problems, filedAt, sha256 }: FilingHead): Html {
  return html`<dl class="page-rows">
<div class="page-row"><dt>${words('page.receipt-name')}</dt><dd>${receipt}</dd></div>
<div class="page-row"><dt>${words('page.filed-at')}</dt><dd>${showTime(filedAt)}</dd></div>
<div class="page-row"><dt>${words('page.problems')}</dt><dd>${words('page.count-problems', { problems })}</dd></div>
<div class="page-row"><dt>${words('page.hash')}</dt><dd class="page-hash">${sha256}</dd></div>
</dl>`
}
