import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FONT } from '../src/documents/layout.ts'
import { renderDocx } from '../src/documents/render-docx.ts'
import { html } from '../src/lib/html.ts'
import { launchBrowser } from '../tests/support/browser.ts'
import { ANNEX_1, ANNEX_2, FORM, HEADS } from '../tests/unit/documents/annexes.ts'
import {
  ENTERPRISE,
  ENTERPRISE_CLEAN,
  filed,
  INSTITUTION_CLEAN,
  problem,
} from '../tests/unit/documents/filed.ts'
import { papersFor } from '../tests/unit/documents/printed.ts'

/**
 * `tsx docs/annexes.ts` makes annex-1.png and annex-2.png: on the left the annex as the notice prints it, on the right our
 * paper of a filing as LibreOffice shows it. Wants libreoffice-writer, poppler-utils and chromium.
 */
const run = promisify(execFile)
const HERE = new URL('.', import.meta.url).pathname

type Annex = typeof ANNEX_1
type Filed = ReturnType<typeof filed>

const INSTITUTION_FILED = filed({
  ...INSTITUTION_CLEAN,
  'T2.result': 'present',
  ...problem('T2.1', { checks: ['d'], rectified: 'done', proof: ['f'.repeat(32)] }),
  'T4.result': 'na',
  'T4.reason': '本机构不收取培训费用',
})
const ENTERPRISE_FILED = filed(
  {
    ...ENTERPRISE_CLEAN,
    'P-CERT.result': 'present',
    ...problem('P-CERT.1', { what: '2名焊工无证上岗', measure: '停止上岗，报名培训考证' }),
  },
  { unit: ENTERPRISE },
)

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'anpei-annexes-'))
  try {
    await writeFile(join(directory, 'fonts.conf'), fontsConf())
    await picture('annex-1', ANNEX_1, INSTITUTION_FILED, directory)
    await picture('annex-2', ANNEX_2, ENTERPRISE_FILED, directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function picture(name: string, annex: Annex, from: Filed, directory: string): Promise<void> {
  const paper = papersFor(from).find(({ id }) => id === 'checklist')!
  const file = (ending: string) => join(directory, `${name}${ending}`)
  await writeFile(file('.docx'), await renderDocx(paper))
  const env = { ...process.env, FONTCONFIG_FILE: join(directory, 'fonts.conf') }
  await run('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', directory, file('.docx')], { env })
  await run('pdftoppm', ['-png', '-r', '130', '-singlefile', file('.pdf'), file('-ours')])
  const ours = (await readFile(file('-ours.png'))).toString('base64')
  await writeFile(file('.html'), sideBySide(annex, `data:image/png;base64,${ours}`))

  const browser = await launchBrowser()
  const page = await browser.newPage()
  await page.goto(`file://${file('.html')}`)
  await page.pdf({ path: file('-both.pdf'), preferCSSPageSize: true, printBackground: true })
  await browser.close()
  await run('pdftoppm', ['-png', '-gray', '-r', '78', '-singlefile', file('-both.pdf'), file('-both')])
  await rename(file('-both.png'), join(HERE, `${name}.png`))
}

/** The papers name fonts that are not free: others stand in for them, as they do on a reader's computer. */
function fontsConf(): string {
  const { title, hei, ...serif } = FONT
  const alias = (name: string, other: string) =>
    `<match target="pattern"><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="strong"><string>${other}</string></edit></match>`
  const serifs = [title, ...Object.values(serif)].map(name => alias(name, 'Noto Serif CJK SC'))
  return `<fontconfig><include>/etc/fonts/fonts.conf</include>${serifs.join('')}${alias(hei, 'Noto Sans CJK SC')}</fontconfig>`
}

function sideBySide({ mark, category, stamp, rows }: Annex, ours: string): string {
  return html`<!doctype html><meta charset="utf-8"><style>
@page { size: 430mm 310mm; margin: 0; }
body { margin: 0; display: flex; gap: 6mm; padding: 2mm; background: #ddd; font: 12pt/1.5 "Noto Serif CJK SC", serif; }
figure { margin: 0; }
figcaption { height: 9mm; font-family: "Noto Sans CJK SC", sans-serif; text-align: center; }
.page { box-sizing: border-box; width: 210mm; height: 297mm; background: #fff; }
.annex { padding: 37mm 26mm 0 28mm; }
img { display: block; }
.mark { margin: 0; font: 16pt/28.95pt "Noto Sans CJK SC", sans-serif; }
h1 { margin: 0 0 28.95pt; font-size: 22pt; line-height: 28.95pt; font-weight: 400; text-align: center; }
.stamp { margin: 0; font-size: 14pt; line-height: 28.95pt; }
.stamp span { display: inline-block; width: 40%; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 0.5pt solid #000; padding: 1.5mm 1mm; line-height: 18pt; text-align: left; }
th { font: 12pt/18pt "Noto Sans CJK SC", sans-serif; text-align: center; height: 9mm; }
</style>
<figure><figcaption>通知所附的${mark}</figcaption>
<div class="page annex"><p class="mark">${mark}</p><h1>${FORM}</h1>
<p class="stamp"><span>${category}</span>${stamp}</p>
<table><tr>${HEADS.map(head => html`<th>${head}</th>`)}</tr>
${rows.map(row => html`<tr><td>${row}</td><td></td></tr>`)}</table></div></figure>
<figure><figcaption>安培助手从一次提交做出的${mark}</figcaption><img class="page" src="${ours}"></figure>`.toString()
}

await main()
