import { type Html, html } from '../../lib/html.ts'
import type { FiledRow, Snapshot } from '../filing.ts'
import type { FilingHead } from '../filing-shelf.ts'
import { filingRows } from './filings-page.ts'
import { lines, page, type Setting, type Words } from './layout.ts'
import { isPhotoList, photoRow } from './photos.ts'

export type FilingData = {
  filing: FilingHead & { snapshot: Snapshot }
  /** Names of the documents made from it, in their order. */
  papers: string[]
}

/** A filing with its questions as they were asked then, whatever the content says today. */
export function filingPage(setting: Setting, { filing, papers }: FilingData): Html {
  const { words } = setting
  const { snapshot, version, receipt } = filing
  return page(
    setting,
    words('page.version', { version }),
    html`<section class="page-card">
<p>${snapshot.unit.name}</p>
${filingRows(words, filing)}
</section>
${
  papers.length > 0 &&
  html`<h2>${words('page.papers')}</h2>
<div class="weui-cells">${papers.map(
    (name, index) =>
      html`<a class="weui-cell weui-cell_access" href="/u/filings/${receipt}/papers/${index + 1}"><span class="weui-cell__bd">${name}</span><span class="weui-cell__ft">${words('page.download')}</span></a>`,
  )}</div>`
}
<h2>${words('page.as-asked')}</h2>
${byItem(snapshot.rows).map(rows => html`<section class="page-card"><dl class="page-asked">${rows.map(row => asked(words, row))}</dl></section>`)}`,
  )
}

function asked(words: Words, { question, answer, shown }: FiledRow): Html {
  return html`<div class="page-row"><dt>${lines(question)}</dt><dd>${shown}${isPhotoList(answer) && photoRow(words, answer)}</dd></div>`
}

function byItem(rows: FiledRow[]): FiledRow[][] {
  const groups = new Map<string, FiledRow[]>()
  for (const row of rows) {
    const [item = ''] = row.path.split('.')
    groups.set(item, [...(groups.get(item) ?? []), row])
  }
  return [...groups.values()]
}
