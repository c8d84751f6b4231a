import type { Browser, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser, watchFaults } from '../support/browser.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import type { PageVisitor } from '../support/page-visitor.ts'
import { startUnitPages, type UnitPages } from '../support/unit-pages.ts'

const WELDER = ['特种作业人员', '示例焊工', '焊工', '002X', '今天', '1', '2027年5月6日', '跳过', '跳过']
const MANAGER = ['主要负责人', '示例经理', '5678', '今天', '查不到', '2021年8月31日', '还没有', '跳过']
const FOUND = [
  '存在',
  '4',
  '实操少上8学时，涉及32人',
  '补足8学时',
  '教务主任',
  '明天',
  '跳过',
  '未整改',
  '没有了',
]
const REST = ['不存在', '不存在', '好', '教师8人，专职5人，兼职3人。', '都做到了', '提交自查']

let pages: UnitPages
beforeEach(async () => {
  pages = await startUnitPages(await createEmptyDatabase('sqlite-memory'))
  await pages.say('甲', ...registerInstitution(creditCode(1)))
  await pages.say('甲', '核验', ...WELDER, '还有一位', ...MANAGER, '没有了', '提交核验')
  await pages.say('甲', '不存在', ...FOUND, ...REST)
  return () => pages.close()
})

/** Receipts of all versions, in order. */
async function receipts(): Promise<string[]> {
  const rows = await pages.database.db.selectFrom('filings').select('receipt').orderBy('version').execute()
  return rows.map(({ receipt }) => receipt)
}

/** Addresses of a filing's papers by their names. */
async function papersOf(page: PageVisitor, receipt: string) {
  const { text } = await page.go(`/u/filings/${receipt}`)
  const links = text.matchAll(/<span>([^<]+)<\/span><a href="([^"]+)"/g)
  return Object.fromEntries([...links].map(([, name = '', href = '']) => [name, href]))
}

describe('the ledger', () => {
  test('is filed with the self-check and printed from the filing', async () => {
    const page = await pages.visitor()
    const [receipt = ''] = await receipts()
    const papers = await papersOf(page, receipt)
    expect(Object.keys(papers)).toEqual([
      '自查报告',
      '检查表（附件1）',
      '问题清单',
      '整改清单',
      '核验台账',
      '任职考核台账',
    ])
    expect((await page.go(papers.核验台账 ?? '')).text).toContain('示例焊工')
    expect((await page.go(papers.任职考核台账 ?? '')).text).toContain('未考核合格，超过期限10天')
  })

  test('changed later it is told, and filed as a new version; the old one stays as it was', async () => {
    const page = await pages.visitor()
    expect((await page.go('/u')).text).not.toContain('后来又改过')
    await pages.say('甲', '核验', ...WELDER.with(1, '示例电工'), '没有了', '提交核验')
    expect((await page.go('/u')).text).toContain('后来又改过，还没有提交')

    expect((await page.fill('/u/check', {})).text).toContain('自查已提交，第2版')
    expect((await page.go('/u')).text).not.toContain('后来又改过')
    const again = await pages.say('甲', '自查', '提交自查')
    const [first = '', second = '', ...more] = await receipts()
    expect(more).toEqual([])
    expect(again).toContain(second)

    const ledger = async (receipt: string) =>
      (await page.go((await papersOf(page, receipt)).核验台账 ?? '')).text.includes('示例电工')
    expect([await ledger(first), await ledger(second)]).toEqual([false, true])
  })

  test('shows its screenshots with the filing, under the numbers it prints, to the unit alone', async () => {
    await pages.say('甲', '核验', ...WELDER.slice(0, -1))
    await pages.send('甲', { kind: 'image', mediaId: 'm', url: 'u' })
    await pages.say('甲', '好了', '没有了', '提交核验', '自查', '提交自查')
    const page = await pages.visitor()
    const receipt = (await receipts()).at(-1) ?? ''
    const { text } = await page.go(`/u/filings/${receipt}`)
    const [, id = ''] = /核验台账里的截图[\s\S]*?href="\/u\/photo\/([0-9a-f]{32})"/.exec(text) ?? []
    expect(text).toContain(`>${id.slice(0, 8)}</span>`)
    expect((await page.go((await papersOf(page, receipt)).核验台账 ?? '')).text).toContain(id.slice(0, 8))
    expect((await page.go(`/u/photo/${id}`)).headers.get('content-type')).toBe('image/png')
    await pages.say('乙', ...registerInstitution(creditCode(2)))
    expect((await (await pages.visitor('乙')).go(`/u/photo/${id}`)).status).toBe(404)
  })

  test('goes along when a rectification is filed', async () => {
    const photo = { kind: 'image', mediaId: 'm', url: 'u' } as const
    await pages.say('甲', '整改', '已整改', '已经补足8学时', '今天')
    await pages.send('甲', photo)
    expect(await pages.say('甲', '好了', '提交整改')).toContain('第2版')
    const [, receipt = ''] = await receipts()
    expect(Object.keys(await papersOf(await pages.visitor(), receipt))).toContain('核验台账')
  })
})

test('stamped papers are shown with their filing, to the unit alone', async () => {
  const photo = { kind: 'image', mediaId: 'm', url: 'u' } as const
  await pages.say('甲', '交件')
  await pages.send('甲', photo)
  await pages.say('甲', '好了', '已经报了', '今天', '提交交件')
  await pages.say('乙', ...registerInstitution(creditCode(2)))
  const [page, stranger] = [await pages.visitor('甲'), await pages.visitor('乙')]
  const [receipt = ''] = await receipts()
  const { text } = await page.go(`/u/filings/${receipt}`)
  expect(text).toContain('纸质已交：2022年3月10日')
  const [, address = ''] = /<a href="(\/u\/photo\/[0-9a-f]{32})">/.exec(text) ?? []
  expect((await page.go(address)).headers.get('content-type')).toBe('image/png')
  expect((await stranger.go(address)).status).toBe(404)
})

describe('a paper in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
    return () => browser.close()
  })

  /** From the filing's page, by the link beside the paper's name. */
  async function openPaper(name: string, width: number): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 844 } })
    const page = await context.newPage()
    await page.goto(await pages.link('甲', `filings/${(await receipts())[0]}`))
    await page.getByRole('button', { name: '打开' }).click()
    await page.getByRole('link', { name: `看、打印 ${name}` }).click()
    await page.getByRole('link', { name: '下载' }).waitFor()
    return page
  }

  test.each([
    [320, '自查报告'],
    [320, '检查表（附件1）'],
    [320, '核验台账'],
    [1280, '核验台账'],
  ])('at %i pixels and twice the letters %s scrolls in its own box only', async (width, name) => {
    const page = await openPaper(name, width)
    const faults = watchFaults(page)
    await page.reload()
    const html = page.locator('html')
    await html.evaluate(node => {
      node.style.fontSize = '200%'
    })
    expect(await html.evaluate(node => node.scrollWidth <= node.clientWidth)).toBe(true)
    for (const box of await page.getByRole('region').all()) {
      const { inside, ends } = await box.evaluate(node => {
        node.scrollLeft = 100_000
        const last = node.querySelector('th:last-child')?.getBoundingClientRect()
        return { inside: node.getBoundingClientRect(), ends: last }
      })
      expect(Math.abs((ends?.right ?? 0) - inside.right)).toBeLessThanOrEqual(2)
    }
    expect(faults).toEqual([])
    await page.context().close()
  })

  test.each([
    ['检查表（附件1）', [595, 842]],
    ['核验台账', [842, 595]],
  ])(
    '%s is printed on A4 its own way, in its own sizes, without what is for the screen',
    async (name, sheet) => {
      const page = await openPaper(name, 390)
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)]
      expect(boxes.length).toBeGreaterThan(0)
      for (const [, ...sides] of boxes) expect(sides.map(side => Math.round(Number(side)))).toEqual(sheet)

      await page.emulateMedia({ media: 'print' })
      const size = await page.evaluate<string>(
        "getComputedStyle(document.querySelector('.paper-title')).fontSize",
      )
      expect(parseFloat(size)).toBeCloseTo((22 * 4) / 3, 1)
      for (const screenOnly of ['.page-head', '.page-help', '.page-tools', 'nav'])
        expect(await page.locator(screenOnly).isVisible()).toBe(false)
      expect(await page.locator('.paper-footer').isVisible()).toBe(true)
      await page.context().close()
    },
  )
})
