import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { launchBrowser, watchFaults } from '../support/browser.ts'
import { content } from '../support/content.ts'
import { trialRecipients } from '../support/tips.ts'
import { createWorld } from '../support/world.ts'

/** Someone who opened the address `npm start` printed, and has read nothing but the screen. */
let app: App
let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  const DATABASE_URL = `sqlite:${inject('runDir')}/newcomer-browser.sqlite`
  // Jobs run with a move of the clock only: at any other time a reminder could come between a question and its answer.
  const config = readConfig({
    PORT: '0',
    ROLE: 'web',
    DATABASE_URL,
    RECIPIENTS_FILE: await trialRecipients(),
  })
  app = await createApp(config, { wall: systemClock, random: systemRandom, log: createWorld().log, content })
  const port = await app.listen()
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  faults = watchFaults(page)
  await page.goto(`http://127.0.0.1:${port}/simulator`)
  await replies().first().waitFor()
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

const say = (words: string) => replyTo(() => type(words))

async function type(words: string) {
  if (await page.getByTestId('to-keyboard').isVisible()) await page.getByTestId('to-keyboard').click()
  await page.getByTestId('input').fill(words)
  await page.getByTestId('input').press('Enter')
}

async function press(button: string, item: string) {
  if (await page.getByTestId('to-menu').isVisible()) await page.getByTestId('to-menu').click()
  await page.getByTestId('menu-button').filter({ hasText: button }).click()
  await page.getByTestId('menu-item').filter({ hasText: item }).click()
}

async function sendExamplePhoto() {
  await page.getByTestId('to-attach').click()
  await page.getByTestId('attach-example').click()
}

/** Returns when the jobs of that day are done: what they say comes before anything asked after. */
async function moveTo(date: string, words: string) {
  const moved = page.waitForResponse('**/api/clock')
  await page.getByTestId(`clock-${date}`).click()
  await moved
  await page.getByTestId('clock-date').filter({ hasText: words }).waitFor()
}

test('a newcomer registers an institution and finishes its self-check', async () => {
  await moveTo('2022-03-14', '2022年3月14日')
  expect(await replyTo(() => press('我的自查', '开始自查'))).toContain('先登记单位')
  await say('1')
  expect(await say('1')).toContain('统一社会信用代码')
  await replyTo(() => page.getByTestId('sample').click())
  for (const words of ['示例安全培训学校', '荔城', '有', '对', '示例联系人']) await say(words)
  expect(await say('13800000000')).toContain('请核对登记信息')
  expect(await say('提交登记')).toContain('【1/6】')

  expect(await say('1')).toContain('【2/6】')
  await say('存在')
  for (const words of [
    '4',
    '实操少上8学时，涉及32人',
    '补足8学时',
    '示例责任人 教务主任',
    '明天',
    '跳过',
    '已整改',
  ])
    await say(words)
  expect(await replyTo(sendExamplePhoto)).toContain('第1张收到')
  for (const words of ['好了', '没有了', '没有', '没有', '好', '教师8人，专职5人，兼职3人。'])
    await say(words)
  expect(await say('都做到了')).toContain('都问完了，请核对')

  const filed = await say('提交自查')
  expect(filed).toMatch(/回执号：ZC20220314-/)
  expect(filed).toContain('3月18日（星期五）')
  expect(faults).toEqual([])
})

test('WeChat’s retry of the filing gets the same receipt', async () => {
  await page.getByTestId('resend').click()
  await page.getByTestId('note').filter({ hasText: '回复与上次完全相同' }).waitFor()
})

test('past the deadline the same question is answered in other words', async () => {
  expect(await replyTo(() => press('我的自查', '我的任务'))).toContain(
    '期限：2022年3月20日前（星期日，休息日）',
  )
  expect(await replyTo(() => moveTo('2022-03-21', '2022年3月21日'))).toContain('自查报告等2件，过了1天')
  // WeChat cannot tell two taps on one menu item within a second apart (wechat-platform §3.2), so this one is typed.
  expect(await say('进度')).toContain('期限是2022年3月20日前（星期日），已经过了')
  expect(faults).toEqual([])
})
