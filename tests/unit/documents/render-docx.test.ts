import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Paper, text } from '../../../src/documents/paper.ts'
import { renderDocx } from '../../../src/documents/render-docx.ts'
import { filed, INSTITUTION_CLEAN } from './filed.ts'
import { papersFor, printed } from './printed.ts'
import { readDocx } from './read-docx.ts'
import { modulesIn, modulesOf } from './read-qr.ts'

const filing = filed(INSTITUTION_CLEAN)

const paper = (words: string): Paper => ({
  id: 'report',
  name: words,
  title: words,
  orientation: 'portrait',
  at: 0,
  blocks: [
    text('title', words),
    { kind: 'stamp', left: words, right: words },
    { kind: 'table', style: 'checklist', columns: [{ head: words, share: 1 }], rows: [[[words]], []] },
  ],
  footer: { lines: [words], verify: 'https://anpei.example.gov.cn/' },
})

describe('the page', () => {
  it('is A4 with margins of 37, 35, 28 and 26 mm', async () => {
    const xml = (await printed('report', filing)).part('word/document.xml')
    const [size = ''] = xml.match(/<w:pgSz[^>]*>/) ?? []
    const [margins = ''] = xml.match(/<w:pgMar[^>]*>/) ?? []
    expect([millimetres(size, 'w'), millimetres(size, 'h')]).toEqual([210, 297])
    expect(['top', 'bottom', 'left', 'right'].map(side => millimetres(margins, side))).toEqual([
      37, 35, 28, 26,
    ])
  })

  it('has 28.95 pt lines and its fonts by name and size', async () => {
    const xml = (await printed('report', filing)).part('word/document.xml')
    const paragraphs = xml.match(/<w:p>.*?<\/w:p>/g) ?? []
    expect(paragraphs.filter(each => !each.includes('w:line="579" w:lineRule="exact"'))).toEqual([])
    const settings = paragraphs.map(each => [
      each.match(/w:eastAsia="([^"]+)"/)?.[1],
      Number(each.match(/<w:sz w:val="(\d+)"/)?.[1]) / 2,
      textIn(each).slice(0, 5),
    ])
    expect(settings).toContainEqual(['方正小标宋简体', 22, '示例安全培'])
    expect(settings).toContainEqual(['仿宋_GB2312', 16, '莆田市应急'])
    expect(settings).toContainEqual(['黑体', 16, '一、基本情'])
    expect(settings).toContainEqual(['楷体_GB2312', 16, '（一）基本'])
  })

  it('has no red head and no document number of its own', async () => {
    const { part, names, text: words } = await printed('checklist', filing)
    expect(names.filter(name => name.includes('header'))).toEqual([])
    expect(part('word/document.xml')).not.toMatch(/FF0000/i)
    expect(words).not.toMatch(/〔\d{4}〕/)
  })
})

describe('the footer', () => {
  it.each(['default', 'even'] as const)('%s tells receipt, version, time and hash', async side => {
    const { footer } = await printed('checklist', filing)
    const hash = filing.filing.sha256.slice(0, 16)
    expect(footer(side)).toEqual(
      expect.arrayContaining([
        '回执号：ZC20220318-7K3M9PXA（第1版）',
        '提交时间：2022年3月18日 09:05',
        `内容校验码（SHA-256前16位）：${hash}`,
        '—  —',
      ]),
    )
  })

  it('numbers pages on the outer edge: right on odd pages, left on even ones', async () => {
    const { part, names } = await printed('checklist', filing)
    const parts = names.filter(name => /footer\d\.xml$/.test(name)).map(part)
    const numbers = parts.map(xml => xml.match(/<w:p>(?:(?!<\/w:p>).)*PAGE.*?<\/w:p>/)?.[0] ?? '')
    expect(numbers.map(each => each.match(/<w:jc w:val="(\w+)"/)?.[1])).toEqual(['right', 'left'])
    expect(numbers.map(each => each.match(/w:eastAsia="([^"]+)"/)?.[1])).toEqual(['宋体', '宋体'])
    expect(numbers.map(each => each.match(/<w:sz w:val="(\d+)"/)?.[1])).toEqual(['28', '28'])
    expect(part('word/settings.xml')).toContain('<w:evenAndOddHeaders')
  })

  it('has columns as wide as their cells, whichever way they stand', async () => {
    const { part, names } = await printed('checklist', filing)
    for (const xml of names.filter(name => /footer\d\.xml$/.test(name)).map(part)) {
      const widths = (tag: string) =>
        [...xml.matchAll(new RegExp(`<w:${tag}(?=[^>]*w:w="(\\d+)")`, 'g'))].map(match => match[1])
      expect(widths('gridCol')).toHaveLength(3)
      expect(widths('tcW')).toEqual(widths('gridCol'))
    }
  })

  it('carries a code for the address that verifies it', async () => {
    const { names, bytes } = await printed('checklist', filing)
    const address = `https://anpei.example.gov.cn/verify/ZC20220318-7K3M9PXA/${filing.filing.sha256.slice(0, 16)}`
    const [image = ''] = names.filter(name => name.startsWith('word/media/'))
    expect(modulesIn(bytes(image))).toEqual(modulesOf(address))
  })
})

describe('what persons type', () => {
  it('stays text, whatever it looks like', async () => {
    const words = '<w:p/> & "引号" \'单\' ]]> &amp; {n}'
    const { body, part } = readDocx(await renderDocx(paper(words)))
    expect(body).toEqual([words, `${words}\t${words}`, [[[words]], [[words]], [['']]]])
    expect(part('docProps/core.xml')).toContain('&lt;w:p/&gt; &amp; ')
  })

  it('loses only what no document can hold', async () => {
    const { body } = readDocx(await renderDocx(paper('甲\u0000\u0008乙\ud83d丙😀\udc00丁\ufffe')))
    expect(body[0]).toBe('甲乙丙😀丁')
  })

  it('keeps its lines', async () => {
    const { tables } = readDocx(await renderDocx(paper('第一行\r\n第二行\n第三行')))
    expect(tables[0]?.[1]).toEqual([['第一行', '第二行', '第三行']])
  })
})

describe('the same paper', () => {
  afterEach(() => void vi.useRealTimers())

  it('is the same bytes on another day', async () => {
    const [report] = papersFor(filing)
    if (!report) throw new Error('no report')
    const first = await renderDocx(report)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2031-07-01T23:59:59Z') })
    const second = await renderDocx(report)
    expect(Buffer.from(second).equals(first)).toBe(true)
    expect(readDocx(first).part('docProps/core.xml')).toContain('2022-03-18T01:05:00.000Z')
  })

  it('is other bytes when one answer differs', async () => {
    const [one] = papersFor(filing)
    const [other] = papersFor(filed({ ...INSTITUTION_CLEAN, 'T5.rating': 'fair' }))
    if (!one || !other) throw new Error('no report')
    expect(Buffer.from(await renderDocx(one)).equals(await renderDocx(other))).toBe(false)
  })
})

function millimetres(tag: string, attribute: string): number {
  return Math.round((Number(tag.match(new RegExp(`w:${attribute}="(\\d+)"`))?.[1]) / 1440) * 25.4)
}

function textIn(xml: string): string {
  return [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(match => match[1]).join('')
}
