import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { child } from '../../src/wechat/xml.ts'
import { attachTile, launchBrowser, shows, watchFaults } from '../support/browser.ts'
import { type Answer, replyXml, type SeenPush, startFakeProduct, textReply } from '../support/fake-product.ts'
import { startSimulator } from '../support/simulator-server.ts'

let browser: Browser
let product: Awaited<ReturnType<typeof startFakeProduct>>
let simulator: Awaited<ReturnType<typeof startSimulator>>
let page: Page
let faults: string[]
/** What the product says to the next pushes; each test sets its own. */
let answer: (seen: SeenPush) => Answer | Promise<Answer>

beforeAll(async () => {
  product = await startFakeProduct({ answer: seen => answer(seen) })
  simulator = await startSimulator(product.url, { answerMs: 60_000 })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await simulator.close()
  await product.close()
})

const say = (words: string) => {
  answer = ({ push }) => ({ open: textReply(push, words) })
}
const field = (name: string) => child(product.seen.at(-1)!.push, name).text
const bubbles = (side: 'me' | 'them') => page.locator(`[data-testid=entry][data-side=${side}] .bubble`)
const last = (side: 'me' | 'them') => bubbles(side).last()
const note = (words: string) => shows(page.getByTestId('note'), words)

beforeEach(async () => {
  say('欢迎')
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
  faults = watchFaults(page)
  await page.goto(`${simulator.url}/simulator`)
  await shows(bubbles('them'), '欢迎')
})
afterEach(async () => {
  await page.context().close()
  expect(faults).toEqual([])
})

async function type(words: string) {
  if (await page.getByTestId('to-keyboard').isVisible()) await page.getByTestId('to-keyboard').click()
  await page.getByTestId('input').fill(words)
  await page.getByTestId('input').press('Enter')
}
const attach = (tile: string) => attachTile(page, tile)

describe('a chat', () => {
  test('greets a newcomer, who is told how to begin', async () => {
    expect(field('Event')).toBe('subscribe')
    await note('你已关注该公众号')
    expect(await page.getByTestId('hint').textContent()).toContain('自查')
    await type('自查')
    await page.getByTestId('hint').waitFor({ state: 'hidden' })
  })

  test('sends lines on Enter, breaks them on Shift+Enter, and shows the reply’s lines', async () => {
    say('第一行\n第二行')
    await page.getByTestId('to-keyboard').click()
    await page.getByTestId('input').fill('甲')
    await page.getByTestId('input').press('Shift+Enter')
    await page.getByTestId('input').pressSequentially('b')
    await page.getByTestId('input').press('Enter')

    await shows(bubbles('them'), '第一行')
    expect(await last('them').textContent()).toContain('第一行\n第二行')
    expect(await last('me').textContent()).toContain('甲\nb')
    expect(field('Content')).toBe('甲\nb')
    expect(await page.getByTestId('input').inputValue()).toBe('')
  })

  test('typing anywhere goes to the input line', async () => {
    await page.keyboard.type('abc')
    expect(await page.getByTestId('input').inputValue()).toBe('abc')
  })

  test('the menu opens by keyboard and sends its key', async () => {
    say('【1/6】')
    await page.getByTestId('menu-button').first().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.getByTestId('menu-item').first().waitFor({ state: 'hidden' })
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await shows(bubbles('them'), '【1/6】')
    expect(field('Event')).toBe('CLICK')
    expect(field('EventKey')).toBe('self-check')
  })

  test('photos: an example, and a picked file made smaller', async () => {
    say('收到照片')
    await attach('example')
    await shows(bubbles('them'), '收到照片')
    const example = await fetch(field('PicUrl'))
    expect(example.headers.get('content-type')).toBe('image/jpeg')

    const large = await page.screenshot({
      type: 'png',
      scale: 'css',
      clip: { x: 0, y: 0, width: 1280, height: 800 },
    })
    await page
      .getByTestId('photo-file')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: large })
    await page.locator('[data-kind=image]').nth(1).waitFor()
    await bubbles('them').filter({ hasText: '收到照片' }).nth(1).waitFor()
    const picked = await fetch(field('PicUrl'))
    expect(picked.headers.get('content-type')).toBe('image/jpeg')
    expect((await picked.arrayBuffer()).byteLength).toBeLessThan(large.length * 2)
  })

  test('a file that is no photo is refused on the phone', async () => {
    const pushes = product.seen.length
    const file = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') }
    await page.getByTestId('photo-file').setInputFiles(file)
    await note('不是能发送的照片')
    expect(product.seen).toHaveLength(pushes)
  })

  test.each([
    ['location', 'location'],
    ['sticker', 'text'],
    ['voice', 'voice'],
  ])('%s goes out as %s', async (tile, type) => {
    say('收到别的')
    await attach(tile)
    await shows(bubbles('them'), '收到别的')
    expect(field('MsgType')).toBe(type)
    expect(await page.locator(`[data-side=me][data-kind=${tile}]`).count()).toBe(1)
  })
})

describe('what a reply may be', () => {
  test('links to pages and message menus work, everything else is text', async () => {
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    const links = '<a href="javascript:document.title=3">坏</a> <a href="https://cx.mem.gov.cn/">查证</a>'
    const menu = '<a href="weixin://bizmsgmenu?msgmenucontent=依据&msgmenuid=9">看依据</a>'
    say(`${hostile}${links}${menu} 见 https://example.com/a?b=1。`)
    await type('看')
    await shows(bubbles('them'), '查证')

    expect(await last('them').locator('img, script').count()).toBe(0)
    expect(await last('them').textContent()).toContain(hostile)
    expect(await last('them').textContent()).toContain('<a href="javascript:document.title=3">坏</a>')
    const addresses = await last('them')
      .locator('a')
      .evaluateAll(all => all.map(one => one.getAttribute('href')))
    expect(addresses).toEqual(['https://cx.mem.gov.cn/', 'https://example.com/a?b=1'])

    say('法律条文')
    await last('them').getByText('看依据').click()
    await shows(bubbles('them'), '法律条文')
    expect(field('Content')).toBe('依据')
    expect(field('bizmsgmenuid')).toBe('9')
    expect(await page.title()).toContain('微信模拟器')
  })

  test('an article', async () => {
    const item =
      '<item><Title>公告</Title><Description>全文</Description><PicUrl/><Url>https://example.com/</Url></item>'
    answer = ({ push }) => ({
      open: replyXml(
        push,
        `<MsgType>news</MsgType><ArticleCount>1</ArticleCount><Articles>${item}</Articles>`,
      ),
    })
    await type('公告')
    await shows(bubbles('them'), '全文')
    expect(await last('them').locator('a').getAttribute('href')).toBe('https://example.com/')
  })

  test('silence adds nothing, a fault WeChat’s grey notice', async () => {
    answer = ({ push }) => (child(push, 'Content').text === '静' ? { raw: 'success' } : { raw: '{}' })
    await type('静')
    await page.getByTestId('exchange').nth(1).waitFor()
    expect(await bubbles('them').count()).toBe(1)
    await type('坏')
    await note('该公众号提供的服务出现故障，请稍后再试')
    expect(await page.getByTestId('tries').first().locator('li').count()).toBe(3)
  })

  test('a long word wraps inside its bubble', async () => {
    say('长'.repeat(300) + 'x'.repeat(300))
    await type('长')
    await shows(bubbles('them'), 'xxx')
    const [bubble, log] = [await last('them').boundingBox(), await page.getByTestId('log').boundingBox()]
    expect(bubble!.x + bubble!.width).toBeLessThan(log!.x + log!.width)
    expect(await page.getByTestId('log').evaluate(node => node.scrollWidth - node.clientWidth)).toBe(0)
  })
})

describe('the simulator around the phone', () => {
  test('WeChat’s retry sends the same message; the phone says whether the reply is the same', async () => {
    say('记下了')
    await type('存在')
    await shows(bubbles('them'), '记下了')
    const before = product.seen.at(-1)!.xml
    await page.getByTestId('resend').click()
    await note('回复与上次完全相同')
    expect(product.seen.at(-1)!.xml).toBe(before)
    expect(await bubbles('them').count()).toBe(2)

    say('又记下了')
    await page.getByTestId('resend').click()
    await note('回复与上次不同')
    await shows(bubbles('them'), '又记下了')
  })

  test('the wire pane shows the last exchange sealed and open, and can be put away', async () => {
    say('绝密回复')
    await type('绝密问题')
    await shows(bubbles('them'), '绝密回复')
    const newest = page.getByTestId('exchange').first()
    expect(await newest.getByTestId('request-encrypted').textContent()).toBe(product.seen.at(-1)!.body)
    expect(await newest.getByTestId('request-open').textContent()).toContain('绝密问题')
    expect(await newest.getByTestId('reply-open').textContent()).toContain('绝密回复')
    expect(await newest.getByTestId('reply-encrypted').textContent()).not.toContain('绝密')
    expect(await newest.getByTestId('request-head').textContent()).toContain('msg_signature=')

    await page.getByTestId('wire-toggle').click()
    expect(await page.getByTestId('wire').isVisible()).toBe(false)
    await page.reload()
    await page.getByTestId('wire-rail').click()
    expect(await page.getByTestId('wire').isVisible()).toBe(true)
  })

  test('the campaign’s clock moves', async () => {
    await page.getByTestId('clock-2022-03-19').click()
    await shows(page.getByTestId('clock-date'), '2022年3月19日 星期六')
    await page.getByTestId('clock-plus-1').click()
    await note('日期到了 2022年3月20日 星期日')
    await page.getByTestId('clock-plus-7').click()
    await shows(page.getByTestId('clock-date'), '2022年3月27日')
    await page.getByTestId('clock-input').fill('2022-03-14')
    await shows(page.getByTestId('clock-date'), '2022年3月14日')
    expect(new Date(simulator.clock.now() + 8 * 3_600_000).toISOString()).toContain('2022-03-14')
  })

  test('every persona has a phone of their own, and finds the chat again', async () => {
    say('记下了')
    await type('机构的话')
    await shows(bubbles('them'), '记下了')
    const institution = field('FromUserName')

    await page.getByTestId('persona-citizen').click()
    await shows(bubbles('them'), '记下了')
    expect(await bubbles('me').count()).toBe(0)
    expect(field('FromUserName')).not.toBe(institution)

    await page.getByTestId('persona-institution').click()
    await shows(bubbles('me'), '机构的话')
    const pushes = product.seen.length
    await page.reload()
    await shows(bubbles('me'), '机构的话')
    expect(product.seen).toHaveLength(pushes)
  })

  test('a late reply reaches the phone it is meant for', async () => {
    let release = (_: Answer) => {}
    answer = () =>
      new Promise(resolve => {
        release = resolve
      })
    await type('慢')
    await expect.poll(() => field('Content')).toBe('慢')
    const { push } = product.seen.at(-1)!

    say('欢迎群众')
    await page.getByTestId('persona-citizen').click()
    await shows(bubbles('them'), '欢迎群众')
    release({ open: textReply(push, '答慢的') })
    await page.getByTestId('exchange').filter({ hasText: '答慢的' }).waitFor({ state: 'attached' })
    expect(await bubbles('them').count()).toBe(1)
    await page.getByTestId('persona-institution').click()
    await shows(bubbles('them'), '答慢的')
  })

  test('unfollowing takes the input away until one follows again', async () => {
    await page.getByTestId('follow-toggle').click()
    await page.getByTestId('follow-again').waitFor()
    expect(await page.getByTestId('menu-bar').isVisible()).toBe(false)
    await expect.poll(() => field('Event')).toBe('unsubscribe')
    say('欢迎回来')
    await page.getByTestId('follow-again').click()
    await shows(bubbles('them'), '欢迎回来')
    expect(await page.getByTestId('menu-bar').isVisible()).toBe(true)
  })
})

describe('on a phone', () => {
  beforeEach(() => page.setViewportSize({ width: 390, height: 844 }))

  test('the chat fills the screen', async () => {
    expect(await page.getByTestId('phone').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    await page.getByTestId('wire').waitFor({ state: 'hidden' })
    expect(await page.locator('html').evaluate(node => node.scrollWidth)).toBe(390)
  })

  test('settings and wire are a tap away, and Escape closes them', async () => {
    await page.getByTestId('panel-open').click()
    await page.getByTestId('wire-open').click()
    await page.getByTestId('wire').waitFor({ state: 'visible' })
    await page.keyboard.press('Escape')
    await page.getByTestId('wire').waitFor({ state: 'hidden' })
    await page.getByTestId('panel-open').click()
    await page.getByTestId('persona-enterprise').click()
    await page.getByTestId('persona-enterprise').waitFor({ state: 'hidden' })
    await shows(bubbles('them'), '欢迎')
  })
})
