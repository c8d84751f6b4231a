import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { systemClock } from '../src/lib/clock.ts'
import { systemRandom } from '../src/lib/random.ts'
import { attachTile, launchBrowser } from '../tests/support/browser.ts'
import { content } from '../tests/support/content.ts'
import { createWorld } from '../tests/support/world.ts'

/**
 * `tsx docs/phones.ts` makes simulator.png, where somebody has scanned a unit's code and is reminded, and chat.png, three
 * phones: a self-check, a tip-off, the subscription page. Wants chromium and fonts-noto-cjk.
 */
const directory = await mkdtemp(join(tmpdir(), 'anpei-phones-'))
const config = readConfig({
  PORT: '0',
  DATABASE_URL: `sqlite:${join(directory, 'anpei.sqlite')}`,
  RECIPIENTS_FILE: join(directory, 'recipients.yaml'),
})
const parts = { wall: systemClock, random: systemRandom, log: createWorld().log, content }
const app = await createApp(config, parts)
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`http://127.0.0.1:${await app.listen()}/simulator`)
  await scanCode(page)
  await picture(page, 'simulator')
  await picture(await threePhones(page), 'chat')
} finally {
  await browser.close()
  await app.close()
  await rm(directory, { recursive: true })
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: new URL(`${name}.png`, import.meta.url).pathname })
}

async function scanCode(page: Page): Promise<void> {
  await attachTile(page, 'scan')
  await page.getByTestId('scanner-code').filter({ hasText: '学校' }).first().click()
  await say(page, ['同意', '示例联系人', '13800000000', '提交'])
  await page.locator('[data-testid=entry][data-kind=notice]').waitFor()
}

async function threePhones(page: Page): Promise<Page> {
  const shots: Buffer[] = []
  const shoot = async () => void shots.push(await page.getByTestId('phone').screenshot())
  await say(page, ['自查'])
  await shoot()
  await page.getByTestId('persona-citizen').click()
  await say(page, ['举报'])
  await shoot()
  await page.getByTestId('persona-institution').click()
  await page.getByTestId('to-menu').click()
  const opening = page.context().waitForEvent('page')
  await page.getByTestId('menu-button').filter({ hasText: '我的单位' }).click()
  await page.getByTestId('menu-item').filter({ hasText: '订阅提醒' }).click()
  const subscription = await opening
  await subscription.setViewportSize({ width: 400, height: 760 })
  await subscription.getByText('开通长期提醒').waitFor()
  shots.push(await subscription.screenshot())

  const sheet = await browser.newPage({ viewport: { width: 1280, height: 790 } })
  const images = shots.map(
    shot => `<img height="760" src="data:image/png;base64,${shot.toString('base64')}">`,
  )
  await sheet.setContent(`<body style="display:flex;gap:16px;justify-content:center">${images.join('')}`)
  return sheet
}

/** Waits for the reply to each. */
async function say(page: Page, all: string[]): Promise<void> {
  const replies = page.locator('[data-testid=entry][data-side=them]')
  if (await page.getByTestId('to-keyboard').isVisible()) await page.getByTestId('to-keyboard').click()
  for (const words of all) {
    const before = await replies.count()
    await page.getByTestId('input').fill(words)
    await page.getByTestId('input').press('Enter')
    await replies.nth(before).waitFor()
  }
}
