import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { FONT } from '../../../src/documents/layout.ts'
import type { Paper } from '../../../src/documents/paper.ts'
import { paperStyles } from '../../../src/documents/paper-styles.ts'
import { renderDocx } from '../../../src/documents/render-docx.ts'
import { renderHtml } from '../../../src/documents/render-html.ts'
import { ENTERPRISE, ENTERPRISE_CLEAN, filed, INSTITUTION_CLEAN, LEDGER, problem } from './filed.ts'
import { papersFor } from './printed.ts'
import { readDocx } from './read-docx.ts'
import { modulesIn, modulesOf } from './read-qr.ts'

const FOUND = {
  ...INSTITUTION_CLEAN,
  'T2.result': 'partial',
  ...problem('T2.1', { what: '缺计划；\n缺课表', photos: ['e'.repeat(32)], more: 'more' }),
  ...problem('T2.2', { what: '<script>alert("1")</script> & \'\u0001\'' }),
}
const PAPERS = [
  ...papersFor(filed(FOUND, { ledger: LEDGER })),
  ...papersFor(filed(ENTERPRISE_CLEAN, { unit: ENTERPRISE })),
]
const [LIST] = PAPERS.filter(({ id }) => id === 'problem-list') as [Paper]

type Node = Record<string, unknown>
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  trimValues: false,
  parseTagValue: false,
  htmlEntities: true,
  unpairedTags: ['img', 'col'],
})

/** Texts in the order they stand, each element that has one by itself. Throws where a tag is not closed. */
function textsOf(nodes: Node[]): string[] {
  return nodes.flatMap(node => {
    const text = node['#text']
    if (typeof text === 'string') return text.trim() === '' ? [] : [text]
    return Object.values(node).flatMap(inner => (Array.isArray(inner) ? textsOf(inner as Node[]) : []))
  })
}

const htmlOf = async (paper: Paper) => (await renderHtml(paper)).toString()

describe('a paper as a page', () => {
  it.each(PAPERS.map(paper => [paper.name, paper] as const))(
    '%s says what its file says',
    async (_, paper) => {
      const docx = readDocx(await renderDocx(paper))
      const said = docx.body.flat(3).flatMap(text => text.split('\t'))
      const texts = textsOf(parser.parse(await htmlOf(paper)) as Node[])
      expect(texts).toEqual([...said.filter(text => text.trim() !== ''), ...paper.footer.lines])
    },
  )

  it('has a table with heads, and columns as wide as in the file', async () => {
    const page = await htmlOf(LIST)
    const { part } = readDocx(await renderDocx(LIST))
    const grid = [...part('word/document.xml').matchAll(/<w:gridCol w:w="(\d+)"/g)].map(match =>
      Number(match[1]),
    )
    const total = grid.reduce((sum, width) => sum + width, 0)
    const shares = [...page.matchAll(/<col width="([\d.]+)%">/g)].map(match => Number(match[1]))
    expect(shares).toHaveLength(7)
    for (const [index, share] of shares.entries()) expect(share).toBeCloseTo((100 * grid[index]!) / total, 1)
    expect(page.match(/<th scope="col">/g)).toHaveLength(7)
  })

  it('has headings in steps below the page’s own', async () => {
    const [report] = PAPERS as [Paper]
    expect([...(await htmlOf(report)).matchAll(/<(h\d)/g)].map(match => match[1]).slice(0, 4)).toEqual([
      'h2',
      'h3',
      'h3',
      'h3',
    ])
  })

  it('carries the code of its file, and names the address it leads to', async () => {
    const page = await htmlOf(LIST)
    const [, code = ''] = /src="data:image\/png;base64,([^"]+)"/.exec(page) ?? []
    expect(modulesIn(Buffer.from(code, 'base64'))).toEqual(modulesOf(LIST.footer.verify))
    expect(page).toContain(`alt="${LIST.footer.verify}"`)
  })

  it('runs no script and has no style of its own, whatever people typed', async () => {
    for (const paper of PAPERS) expect(await htmlOf(paper)).not.toMatch(/<script|<style| style=| on\w+=/)
  })
})

describe('its style sheet', () => {
  const styles = paperStyles()

  it.each([
    ['the type area, whose lower margin the footer shares', '@page { margin: 37mm 26mm 13mm 28mm; }'],
    ['footer and rest of that margin', 'height: 22mm'],
    ['both ways of a page', '@page landscape { size: A4 landscape; }'],
    [
      '一字线 at the outer edge',
      '@page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt "宋体"',
    ],
    [
      '2号 for titles',
      '.paper-title {\n  font: 400 max(var(--least), calc(22 * var(--point))) / 1.316 "方正小标宋简体"',
    ],
    [
      '3号 for text, 28.95 pt apart',
      '.paper-body {\n  font: 400 max(var(--least), calc(16 * var(--point))) / 1.809 "仿宋_GB2312"',
    ],
    [
      '小4 in the checklist',
      '.paper-table_checklist { font: max(var(--least), calc(12 * var(--point))) / 1.500',
    ],
  ])('has %s', (_, rule) => {
    expect(styles).toContain(rule)
  })

  it('has something in place of every font that a device may lack', () => {
    for (const font of Object.values(FONT)) expect(styles).toMatch(new RegExp(`"${font}", [^;]*serif;`))
  })
})
