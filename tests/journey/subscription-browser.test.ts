import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { openStorage, type Storage } from '../../src/storage/open-storage.ts'
import { launchBrowser, shows, watchFaults } from '../support/browser.ts'
import { content } from '../support/content.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { DEADLINE } from '../support/platform-api.ts'
import { call, send } from '../support/simulator-call.ts'
import { createWorld } from '../support/world.ts'

/** 订阅提醒 as somebody with the simulator's phone meets it: from the menu to the reminder that comes the next day. */
let browser: Browser
let app: App
let storage: Storage
let url: string
let phone: Page
let faults: string[]

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  const database = await createEmptyDatabase('sqlite-memory')
  app = await createApp(readConfig({ PORT: '0', DATABASE_URL: database, ROLE: 'web' }), {
    wall: systemClock,
    random: systemRandom,
    log: createWorld().log,
    content,
    wait: async () => {},
    async openStorage(...args) {
      storage = await openStorage(...args)
      return storage
    },
  })
  url = `http://127.0.0.1:${await app.listen()}`
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  phone = await context.newPage()
  faults = watchFaults(phone)
  await phone.goto(`${url}/simulator`)
  await shows(bubbles(), '安培助手')
})
afterEach(async () => {
  await phone.context().close()
  await app.close()
  expect(faults).toEqual([])
})

const bubbles = () => phone.locator('[data-testid=entry][data-side=them] .bubble')

const register = async () => {
  for (const text of registerInstitution(creditCode(1))) await send(url, { kind: 'text', text })
}

/** Taps 我的单位 → 订阅提醒. */
async function openFromMenu(): Promise<Page> {
  await phone.getByTestId('menu-button').filter({ hasText: '我的单位' }).click()
  const opening = phone.context().waitForEvent('page')
  await phone.getByTestId('menu-item').filter({ hasText: '订阅提醒' }).click()
  const page = await opening
  return page
}

const standings = (page: Page) => page.locator('.page-standings li strong').allTextContents()
/** WeChat's event is on its way, and the page looks once a second. */
const eventually = (page: Page) => expect.poll(() => standings(page))
const consents = () =>
  storage.database.db.selectFrom('consents').select(['template_id', 'accepted', 'credits']).execute()
const onPlatform = (change: object) => call(url, 'platform', change)

test('agreed to on the page that the menu opens, the reminder of the next day comes as a subscription message', async () => {
  await register()
  app.campaignClock.moveTo(Date.parse('2022-03-16T10:00:00+08:00'))
  // The notice goes out at once, and not by consent yet.
  await app.runJobs()
  const page = await openFromMenu()
  watchFaults(page, faults)
  await page.getByText('开通长期提醒').click()
  expect(await standings(page)).toEqual(Array(4).fill('还没有开通'))
  await page.getByTestId('subscribe-accept').click()
  // Single messages are no matter any more.
  await eventually(page).toEqual(['已开通', '已开通'])
  await shows(page.locator('main'), '都开通了')
  expect(await page.locator('wx-open-subscribe').count()).toBe(0)
  expect((await consents()).map(({ accepted }) => accepted)).toEqual([1, 1])
  expect(new URL(page.url()).pathname).toBe('/u/subscribe')

  const agreed = app.campaignClock.now()
  await phone.getByTestId('clock-plus-1').click()
  const next = () =>
    storage.database.db
      .selectFrom('attempts')
      .select(['rung', 'result', 'template_id'])
      .where('began_at', '>', agreed)
      .execute()
  await expect.poll(next).toEqual([{ rung: 'long-term', result: 'arrived', template_id: DEADLINE.lasting }])
  await shows(phone.locator('[data-testid=entry][data-kind=notice]'), '报送期限提醒')
})

test('by the link from chat: a single message is agreed to, a refusal once for all is undone in WeChat’s settings', async () => {
  await phone.getByTestId('to-keyboard').click()
  await phone.getByTestId('input').fill('订阅提醒')
  await phone.getByTestId('input').press('Enter')
  const opening = phone.context().waitForEvent('page')
  await bubbles().getByRole('link').click()
  const page = await opening
  watchFaults(page, faults)
  await shows(page.locator('main'), '您还没有登记单位')

  await page.getByText('同意收一条').click()
  await page.getByTestId('subscribe-accept').click()
  await eventually(page).toEqual(['还没有开通', '还没有开通', '还能收1条', '还能收1条'])
  await page.getByText('开通长期提醒').click()
  for (const title of ['报送期限提醒', '通知送达提醒']) await page.getByLabel(title).uncheck()
  await page.getByTestId('subscribe-keep').check()
  await page.getByTestId('subscribe-accept').click()
  await eventually(page).toEqual(['您没有同意', '您没有同意', '还能收1条', '还能收1条'])
  await shows(page.getByRole('alert'), '点了按钮没有再问的')

  // Nobody is asked now, and that is heard of, too. The same choice in the same second would be a duplicate: such an
  // event carries no id, only its second.
  const second = Math.floor(Date.now() / 1000)
  await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second)
  const [reloaded] = await Promise.all([page.waitForEvent('load'), page.getByText('开通长期提醒').click()])
  await eventually(reloaded).toContain('您没有同意')
  await phone.getByTestId('platform').locator('summary').click()
  for (let left = 2; left > 0; left--) {
    await phone.getByTestId('off').first().getByRole('button').click()
    await phone
      .getByTestId('off')
      .nth(left - 1)
      .waitFor({ state: 'detached' })
  }
  await page.getByText('开通长期提醒').click()
  await page.getByTestId('subscribe-accept').click()
  await eventually(page).toEqual(['已开通', '已开通'])

  // Switched off there, it is off here.
  await phone.getByTestId('held').filter({ hasText: '通知送达提醒（长期）' }).getByRole('button').click()
  await expect.poll(async () => (await consents()).filter(({ accepted }) => accepted === 0).length).toBe(1)
})

test('a snapshot is told how to become a page; the account that may not ask says so', async () => {
  await phone.getByTestId('platform').locator('summary').click()
  await phone.getByTestId('is-snapshot').check()
  const snapshot = await openFromMenu()
  await shows(snapshot.locator('main'), '使用完整服务')
  await phone.getByTestId('is-snapshot').uncheck()
  await snapshot.reload()
  await snapshot.getByRole('link').click()
  await shows(snapshot.locator('main'), '期限快到时')

  await onPlatform({ kind: 'verified-subscription' })
  await storage.database.db.deleteFrom('shared_values').where('key', 'like', '%can:%').execute()
  await snapshot.reload()
  await shows(snapshot.locator('main'), '本号现在不能发微信订阅通知')
})
