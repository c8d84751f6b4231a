import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

/** The system's Chromium, without its habit of calling home. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** What went wrong on the page, to be held empty: exceptions, and errors such as a refused script. */
export function watchFaults(page: Page, faults: string[] = []): string[] {
  page.on('pageerror', error => faults.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') faults.push(message.text())
  })
  return faults
}

/** Waits until one of these shows the words. */
export const shows = (locator: Locator, words: string) => locator.filter({ hasText: words }).first().waitFor()

/** Taps a tile behind ＋ on the simulator's phone. */
export async function attachTile(page: Page, tile: string): Promise<void> {
  if (await page.getByTestId('to-keyboard').isVisible()) await page.getByTestId('to-keyboard').click()
  await page.getByTestId('to-attach').click()
  await page.getByTestId(`attach-${tile}`).click()
}
