import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { launchBrowser, watchFaults } from '../support/browser.ts'
import { trialRecipients } from '../support/tips.ts'
import { createWorld } from '../support/world.ts'

/** The product as `npm start` runs it without configuration, used as a newcomer uses it. */
let app: App
let browser: Browser
let page: Page
let faults: string[]
const world = { wall: systemClock, random: systemRandom, log: createWorld().log }

beforeAll(async () => {
  const DATABASE_URL = `sqlite:${inject('runDir')}/simulator-browser.sqlite`
  app = await createApp(
    readConfig({ PORT: '0', DATABASE_URL, RECIPIENTS_FILE: await trialRecipients() }),
    world,
  )
  const port = await app.listen()
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  faults = watchFaults(page)
  await page.goto(`http://127.0.0.1:${port}/simulator`)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const replies = () => page.locator('[data-testid=entry][data-side=them]')

/** Does `act` and returns the one reply it brought; WeChat's fault notice fails here. */
async function replyTo(act: () => Promise<unknown>): Promise<string> {
  const before = await replies().count()
  await act()
  await replies().nth(before).waitFor()
  expect(await page.locator('[data-kind=fault], [data-kind=error]').count()).toBe(0)
  return (await replies().nth(before).locator('.bubble').textContent()) ?? ''
}

async function type(words: string) {
  if (await page.getByTestId('to-keyboard').isVisible()) await page.getByTestId('to-keyboard').click()
  await page.getByTestId('input').fill(words)
  await page.getByTestId('input').press('Enter')
}

async function attach(tile: string) {
  await page.getByTestId('to-attach').click()
  await page.getByTestId(`attach-${tile}`).click()
}

test('a newcomer is greeted, follows the hint, and everything sent is answered', async () => {
  await replies().first().waitFor()
  await page.getByTestId('clock-2022-03-14').click()
  await page.getByTestId('clock-date').filter({ hasText: '2022年3月14日' }).waitFor()
  expect(new Date(app.campaignClock.now() + 8 * 3_600_000).toISOString()).toContain('2022-03-14')

  const begun = await replyTo(async () => {
    await page.getByTestId('menu-button').filter({ hasText: '我的自查' }).click()
    await page.getByTestId('menu-item').filter({ hasText: '开始自查' }).click()
  })
  expect(begun.length).toBeGreaterThan(10)
  expect(await replyTo(() => type('帮助'))).not.toBe('')
  expect(await replyTo(() => attach('sticker'))).not.toBe('')
  expect(await replyTo(() => attach('example'))).not.toBe('')
  expect(await replyTo(() => attach('location'))).not.toBe('')
  expect(await replyTo(() => attach('voice'))).not.toBe('')
  expect(faults).toEqual([])
})

test('WeChat’s retry gets the same reply', async () => {
  await replyTo(() => type('菜单'))
  await page.getByTestId('resend').click()
  await page.getByTestId('note').filter({ hasText: '回复与上次完全相同' }).waitFor()
})

test('request and reply are sealed on the wire and open beside it', async () => {
  const reply = await replyTo(() => type('菜单'))
  const newest = page.getByTestId('exchange').first()
  expect(await newest.getByTestId('request-encrypted').textContent()).not.toContain('菜单')
  expect(await newest.getByTestId('request-open').textContent()).toContain(
    '<Content><![CDATA[菜单]]></Content>',
  )
  expect(await newest.getByTestId('reply-encrypted').textContent()).toContain('<MsgSignature>')
  const firstLine = reply.replace('公众号：', '').split('\n')[0]!
  expect(await newest.getByTestId('reply-open').textContent()).toContain(firstLine)
})
