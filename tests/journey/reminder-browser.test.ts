import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { launchBrowser, watchFaults } from '../support/browser.ts'
import { content } from '../support/content.ts'
import { createWorld } from '../support/world.ts'

/** Someone who has read the three lines of the README: scan a unit's code, join it, and wait. */
let app: App
let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  const config = readConfig({
    PORT: '0',
    ROLE: 'web',
    DATABASE_URL: `sqlite:${inject('runDir')}/reminder-browser.sqlite`,
  })
  app = await createApp(config, { wall: systemClock, random: systemRandom, log: createWorld().log, content })
  const port = await app.listen()
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  faults = watchFaults(page)
  await page.goto(`http://127.0.0.1:${port}/simulator`)
  await page.locator('[data-testid=entry][data-side=them]').first().waitFor()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const entries = () => page.locator('[data-testid=entry][data-side=them]')

const cards = () => page.locator('[data-testid=entry][data-kind=notice]')

async function toKeyboard(): Promise<void> {
  if (await page.getByTestId('to-keyboard').isVisible()) await page.getByTestId('to-keyboard').click()
}

async function say(words: string): Promise<void> {
  const before = await entries().count()
  await toKeyboard()
  await page.getByTestId('input').fill(words)
  await page.getByTestId('input').press('Enter')
  await entries().nth(before).waitFor()
}

test('a unit of the example roster is joined by scanning, and its reminder comes to the phone', async () => {
  await toKeyboard()
  await page.getByTestId('to-attach').click()
  await page.getByTestId('attach-scan').click()
  await page.getByTestId('scanner-code').filter({ hasText: '示例安全技术培训学校' }).click()
  await entries().filter({ hasText: '您要加入的单位：示例安全技术培训学校' }).waitFor()
  for (const words of ['同意', '示例联系人', '13800000000', '提交']) await say(words)
  await entries().filter({ hasText: '加入好了：示例安全技术培训学校' }).waitFor()

  await app.runJobs()
  await cards().waitFor()
  expect(await cards().textContent()).toContain(content.reminders.notice.what)
  await say('已知悉')
})

test('the campaign is run for some days, and the reminders of each come as they are due', async () => {
  const before = await cards().count()
  await page.evaluate(async () => {
    await fetch('/simulator/api/run', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ until: '2022-03-21' }),
    })
  })
  await cards()
    .nth(before + 3)
    .waitFor()
  const texts = (await cards().allTextContents()).slice(before)
  // T-7, T-3, T-1 on the last working day, and the first working day after a Sunday.
  expect(texts.map(text => /还有\d天|今天到期|过了\d天/.exec(text)?.[0])).toEqual([
    ...['还有7天', '还有1天', '今天到期', '过了1天'],
  ])
  expect(faults).toEqual([])
})
