import { type Html, html } from '../lib/html.ts'
import { SETTINGS } from './layout.ts'
import type { Block, Cell, Column, Paper, StampBlock, TableBlock, TextBlock } from './paper.ts'
import { printableLine, printableLines } from './printable.ts'
import { qrCode } from './qr-code.ts'

/** The paper as a piece of a page, for a browser to show and to print; `paperStyles` lays it out. */
export async function renderHtml({ title, orientation, blocks, footer }: Paper): Promise<Html> {
  const qr = Buffer.from(await qrCode(footer.verify)).toString('base64')
  return html`<article class="paper-sheet paper-sheet_${orientation}">
<div class="paper-content">
${blocks.map(block => blockOf(block, title))}
</div>
<footer class="paper-footer">
<img src="data:image/png;base64,${qr}" alt="${footer.verify}">
<div>${paragraphs(footer.lines)}</div>
</footer>
</article>`
}

function blockOf(block: Block, title: string): Html {
  switch (block.kind) {
    case 'text':
      return textOf(block)
    case 'stamp':
      return stampOf(block)
    case 'table':
      return tableOf(block, title)
  }
}

/** Headings stand below the page's own. */
function textOf({ role, text }: TextBlock): Html {
  const { outline } = SETTINGS[role]
  const tag = outline === undefined ? 'p' : `h${outline + 2}`
  return html`${printableLines(text).map(line => html`<${tag} class="paper-line paper-${role}">${line}</${tag}>\n`)}`
}

function stampOf({ left, right }: StampBlock): Html {
  return html`<div class="paper-stamp"><span>${printableLine(left)}</span><span>${printableLine(right)}</span></div>\n`
}

/** Where it is wider than the screen it scrolls inside its box, also by keyboard; therefore the box has a name. */
function tableOf({ style, columns, rows }: TableBlock, title: string): Html {
  return html`<div class="paper-scroll" role="region" aria-label="${title}" tabindex="0">
<table class="paper-table paper-table_${style}">
<colgroup>${columns.map(({ share }) => html`<col width="${percentOf(share, columns)}%">`)}</colgroup>
<thead><tr>${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(row => html`<tr>${columns.map((column, index) => cellOf(column, row[index] ?? []))}</tr>\n`)}</tbody>
</table>
</div>
`
}

/** The attribute, not a style: the pages' policy allows no style of an element's own. */
function percentOf(share: number, columns: Column[]): string {
  const total = columns.reduce((sum, column) => sum + column.share, 0)
  return ((100 * share) / total).toFixed(2)
}

function cellOf({ narrow = false }: Column, lines: Cell): Html {
  return html`<td${narrow && html` class="paper-narrow"`}>${paragraphs(lines)}</td>`
}

function paragraphs(lines: string[]): Html[] {
  return lines.flatMap(printableLines).map(line => html`<p>${line}</p>`)
}
