import { type Html, html } from '../../lib/html.ts'
import { lines, note, page, type Setting } from './layout.ts'

/** What the bot says in chat after a submission. */
export function submittedPage(setting: Setting, said: string[]): Html {
  const { words } = setting
  const [head = '', ...rest] = said
  return page(
    setting,
    words('page.submitted'),
    html`${note('good', lines(head))}
${rest.map(text => html`<section class="page-card">${lines(text)}</section>`)}
<div class="page-actions"><a class="weui-btn weui-btn_default" href="/u/filings">${words('page.filings')}</a></div>`,
  )
}
