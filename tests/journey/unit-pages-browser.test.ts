import type { Browser, Page } from 'playwright-core'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser, watchFaults } from '../support/browser.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { startUnitPages, type UnitPages } from '../support/unit-pages.ts'

let pages: UnitPages
beforeEach(async () => {
  pages = await startUnitPages(await createEmptyDatabase('sqlite-memory'))
  await pages.say('甲', ...registerInstitution(creditCode(1)))
  return () => pages.close()
})

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
  return () => browser.close()
})

async function openPage(javaScriptEnabled: boolean, viewport = { width: 390, height: 844 }): Promise<Page> {
  const context = await browser.newContext({ viewport, javaScriptEnabled })
  const page = await context.newPage()
  await page.goto(await pages.link('甲'))
  await page.getByRole('button', { name: '打开' }).click()
  await page.waitForURL('**/u')
  return page
}
const isNarrow = (page: Page) => page.locator('html').evaluate(node => node.scrollWidth <= node.clientWidth)

test('an item is filled without script, photo and all, and submitted', async () => {
  await pages.say('甲', '不存在')
  const page = await openPage(false)
  await page.getByRole('link', { name: '接着填' }).click()
  await page.getByLabel('存在', { exact: true }).check()
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByText('已存好。这一项还有').waitFor()
  await page.getByLabel('压缩培训学时').check()
  await page.getByLabel('具体是什么问题').fill('少')
  await page.getByLabel('准备怎么改').fill('补足8学时')
  await page.getByLabel('谁负责').fill('示例责任人 教务主任')
  await page.getByLabel('什么时候改好').fill('2022-03-11')
  await page.getByLabel('未整改').check()
  await page.getByLabel('这一项没有别的问题了').check()
  const large = await page.screenshot()
  await page.getByLabel('加照片').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: large })
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByRole('alert').getByRole('link', { name: '问题1 · 具体问题' }).click()
  await page.getByLabel('具体是什么问题').fill('2021年6月第3期低压电工班，实操少上8学时')
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByRole('link', { name: '接着填：培训档案' }).waitFor()
  const widthOf = (image: { naturalWidth?: number }) => image.naturalWidth
  await expect.poll(() => page.locator('.page-photos img').evaluate(widthOf)).toBe(390)

  await pages.say('甲', '自查', '不存在', '不存在', '好', '教师8人，专职5人，兼职3人。', '都做到了')
  await page.getByRole('link', { name: '自查表' }).click()
  await page.getByRole('button', { name: '提交自查' }).click()
  await page.getByText('自查已提交，第1版').waitFor()
  for (const name of ['问题', '提交记录']) {
    await page.getByRole('link', { name, exact: true }).click()
    expect(await isNarrow(page)).toBe(true)
  }
  await page.getByRole('link', { name: '看这一版' }).click()
  await page.context().close()
})

test.each([390, 1280])(
  'at %i pixels and twice the letters nothing is cut off, and nothing is refused',
  async width => {
    await pages.say('甲', '存在')
    const page = await openPage(true, { width, height: 844 })
    const faults = watchFaults(page)
    for (const path of ['/u', '/u/check', '/u/item/T1', '/u/problems', '/u/filings']) {
      await page.goto(`${pages.url}${path}`)
      await page.locator('html').evaluate(node => {
        node.style.fontSize = '200%'
      })
      expect([path, await isNarrow(page)]).toEqual([path, true])
    }
    await page.goto(`${pages.url}/u/item/T1`)
    const unnamed = await page
      .locator('input:not([type=hidden]), textarea')
      .evaluateAll(
        all => all.filter((one: { labels?: ArrayLike<unknown> }) => one.labels?.length !== 1).length,
      )
    expect(unnamed).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  },
)

test('two versions stand beside each other', async () => {
  const page = await openPage(false)
  await page.goto(`${pages.url}/u/item/T5`)
  await (await pages.visitor()).fill('/u/item/T5', { 'w:T5.account': '同事写的情况说明，教师8人。' })
  await page.getByLabel('较好', { exact: true }).check()
  await page.getByLabel('请写几句说明').fill('我写的情况说明，教师9人，专职5人。')
  await page.getByRole('button', { name: '存好' }).click()
  await page.getByText('有人改过这一项').waitFor()
  await page.getByRole('button', { name: '改成我填的' }).click()
  await page.getByText('已存好，这一项填好了').waitFor()
  expect(await pages.answers()).toMatchObject({
    'T5.rating': 'fair',
    'T5.account': '我写的情况说明，教师9人，专职5人。',
  })
  await page.context().close()
})
