import { showDay } from '../../dialog/answers/civil-day.ts'
import { type Html, html } from '../../lib/html.ts'
import type { Delivered } from '../delivery-store.ts'
import type { FiledRow, Snapshot } from '../filing.ts'
import type { FilingHead } from '../filing-shelf.ts'
import { unsettled } from '../findings.ts'
import { filingRows } from './filings-page.ts'
import { lines, note, page, type Setting, type Words } from './layout.ts'
import { isPhotoList, photoRow } from './photos.ts'

export type FilingData = {
  filing: FilingHead & { snapshot: Snapshot }
  /** The documents made from it, in their order. */
  papers: { name: string; photos: string[] }[]
  /** The stamped papers as they came back. */
  delivered: Delivered[]
}

/** A filing with its questions as they were asked then, whatever the content says today. */
export function filingPage(setting: Setting, { filing, papers, delivered }: FilingData): Html {
  const { words } = setting
  const { snapshot, version, receipt } = filing
  const count = unsettled(snapshot.findings)
  return page(
    setting,
    words('page.version', { version }),
    html`<section class="page-card">
<p>${snapshot.unit.name}</p>
${filingRows(words, filing)}
</section>
${count > 0 && note('bad', html`<p>${words('page.unsettled', { count })}</p><p><a href="/u/check">${words('page.settle')}</a></p>`)}
${
  papers.length > 0 &&
  html`<h2>${words('page.papers')}</h2>
<ul class="page-papers">${papers.map(({ name }, index) => paperLinks(words, name, `/u/filings/${receipt}/papers/${index + 1}`))}</ul>`
}
${papers.map(({ name, photos }) => photos.length > 0 && pictured(words, name, photos))}
${delivered.length > 0 && stamped(words, delivered)}
<h2>${words('page.as-asked')}</h2>
${byItem(snapshot.rows).map(rows => html`<section class="page-card"><dl class="page-asked">${rows.map(row => asked(words, row))}</dl></section>`)}`,
  )
}

function paperLinks(words: Words, name: string, href: string): Html {
  const link = (phrase: string, to: string) =>
    html`<a href="${to}" aria-label="${words(phrase)} ${name}">${words(phrase)}</a>`
  return html`<li><span>${name}</span>${link('page.look-print', href)}${link('page.download', `${href}/file`)}</li>\n`
}

function pictured(words: Words, name: string, photos: string[]): Html {
  return html`<h2>${words('page.pictured', { name })}</h2>
<section class="page-card">${photoRow(words, photos)}</section>`
}

function stamped(words: Words, delivered: Delivered[]): Html {
  const day = delivered.findLast(({ deliveredOn }) => deliveredOn !== null)?.deliveredOn
  return html`<h2>${words('page.stamped')}</h2>
<section class="page-card">
<p>${day ? words('page.delivered', { date: showDay(day) }) : words('page.not-delivered')}</p>
${photoRow(
  words,
  delivered.flatMap(({ photos }) => photos),
)}
</section>`
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
