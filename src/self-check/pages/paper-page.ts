import { type Html, html } from '../../lib/html.ts'
import { page, type Setting } from './layout.ts'

export type PaperData = {
  name: string
  /** Address of the filing's page. */
  filing: string
  version: number
  /** Address of the paper's file. */
  file: string
  /** The paper itself, as it is printed. */
  paper: Html
}

/** One paper to read and to print; printing is the browser's own, since no script runs here. */
export function paperPage(setting: Setting, { name, filing, version, file, paper }: PaperData): Html {
  const { words } = setting
  const tools = html`<p class="page-tools">
<a href="${file}">${words('page.download')}</a>
<a href="${filing}">${words('page.back-to', { version })}</a>
</p>
<p class="page-help">${words('page.print')}</p>`
  return page(setting, name, html`${tools}${paper}`, { styles: ['/u/paper.css'] })
}
