import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { child } from '../../src/wechat/xml.ts'
import { attachTile, launchBrowser, shows, watchFaults } from '../support/browser.ts'
import { ACCOUNT, startFakeProduct, textReply } from '../support/fake-product.ts'
import { DEADLINE, DEADLINE_DATA } from '../support/platform-api.ts'
import { accountOf, jsonOf } from '../support/simulator-call.ts'
import { startSimulator } from '../support/simulator-server.ts'

/** What the account does by WeChat's API, seen on the phones; each test with a simulator of its own. */
let browser: Browser
let product: Awaited<ReturnType<typeof startFakeProduct>>
let simulator: Awaited<ReturnType<typeof startSimulator>>
let account: ReturnType<typeof accountOf>
let page: Page
let faults: string[]
/** The product's work at each stop of the campaign. */
let job: () => Promise<unknown>

beforeAll(async () => {
  product = await startFakeProduct({ answer: ({ push }) => ({ open: textReply(push, '欢迎') }) })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await product.close()
})
beforeEach(async () => {
  job = async () => {}
  simulator = await startSimulator(product.url, { afterMove: async () => void (await job()) })
  account = accountOf(simulator.url)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  page = await context.newPage()
  faults = watchFaults(page)
  await page.goto(`${simulator.url}/simulator`)
  await shows(bubbles('them'), '欢迎')
})
afterEach(async () => {
  await page.context().close()
  await simulator.close()
  expect(faults).toEqual([])
})

const bubbles = (side: 'me' | 'them') => page.locator(`[data-testid=entry][data-side=${side}] .bubble`)
const last = () => product.seen.at(-1)!.push
const field = (name: string) => child(last(), name).text

async function openidOf(persona: string): Promise<string> {
  const { personas } = await jsonOf<{ personas: { id: string; openid: string }[] }>(
    fetch(`${simulator.url}/simulator/api/state`),
  )
  return personas.find(({ id }) => id === persona)?.openid ?? ''
}
const sendText = async (persona: string, content: string) =>
  account.post('/cgi-bin/message/custom/send', {
    touser: await openidOf(persona),
    msgtype: 'text',
    text: { content },
  })
const remind = async () =>
  account.post('/cgi-bin/message/template/send', {
    touser: await openidOf('institution'),
    template_id: DEADLINE.template,
    url: `${simulator.url}/simulator`,
    data: DEADLINE_DATA,
  })
const attach = (tile: string) => attachTile(page, tile)

test('pushes appear without a reload, survive one, and come once', async () => {
  expect(await sendText('institution', '请在3月20日前报送')).toMatchObject({ errcode: 0 })
  await shows(bubbles('them'), '请在3月20日前报送')
  await remind()
  const notice = page.locator('[data-testid=entry][data-kind=notice]')
  await notice.waitFor()
  expect(await notice.textContent()).toContain('报送期限提醒事项报送自查报告截止时间2022年3月20日')
  expect(await notice.getByTestId('notice-link').getAttribute('href')).toBe(`${simulator.url}/simulator`)

  await page.reload()
  await notice.waitFor()
  await sendText('institution', '还有一条')
  await shows(bubbles('them'), '还有一条')
  expect(await bubbles('them').count()).toBe(4)
})

test('what came while no page was open is there when one opens', async () => {
  await page.goto('about:blank')
  await sendText('institution', '趁你不在')
  await page.goto(`${simulator.url}/simulator`)
  await shows(bubbles('them'), '趁你不在')
})

test('a push to another phone leaves a mark until that one is in hand', async () => {
  await page.getByTestId('persona-citizen').click()
  await shows(bubbles('them'), '欢迎')
  await sendText('institution', '给机构的')
  await shows(page.getByTestId('unread-institution'), '1 条未读')
  expect(await bubbles('them').count()).toBe(1)
  await page.getByTestId('persona-institution').click()
  await shows(bubbles('them'), '给机构的')
  await page.getByTestId('unread-institution').waitFor({ state: 'hidden' })
})

test('a picture, and a message menu whose options answer', async () => {
  const picture = simulator.platform.media.add({
    mediaType: 'image/png',
    bytes: await page.screenshot({ clip: { x: 0, y: 0, width: 20, height: 20 } }),
  })
  const touser = await openidOf('institution')
  await account.post('/cgi-bin/message/custom/send', {
    touser,
    msgtype: 'image',
    image: { media_id: picture },
  })
  const image = bubbles('them').locator('img')
  await image.waitFor()
  await expect
    .poll(() => image.evaluate(node => (node as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(20)

  const msgmenu = { head_content: '满意吗？', list: [{ id: '101', content: '满意' }], tail_content: '谢谢' }
  await account.post('/cgi-bin/message/custom/send', { touser, msgtype: 'msgmenu', msgmenu })
  await bubbles('them').getByText('满意', { exact: true }).click()
  await expect.poll(() => field('bizmsgmenuid')).toBe('101')
  expect(field('Content')).toBe('满意')
})

test('the menu that the account publishes takes the place of the given one', async () => {
  const button = [{ type: 'click', name: '新菜单', key: 'new' }]
  await account.post('/cgi-bin/menu/create', { button })
  await shows(page.getByTestId('menu-button'), '新菜单')
  await page.getByTestId('menu-button').click()
  await expect.poll(() => field('EventKey')).toBe('new')
})

test('the account’s typing shows at the top and goes with CancelTyping', async () => {
  const type = async (command: string) =>
    account.post('/cgi-bin/message/custom/typing', { touser: await openidOf('institution'), command })
  await type('Typing')
  await shows(page.getByTestId('account-name'), '对方正在输入…')
  await type('CancelTyping')
  await shows(page.getByTestId('account-name'), '安培助手')
})

describe('扫码', () => {
  const create = (scene_str: string) =>
    account.post('/cgi-bin/qrcode/create', {
      action_name: 'QR_LIMIT_STR_SCENE',
      action_info: { scene: { scene_str } },
    })

  test('a follower’s scan is a SCAN, from the list or of a printed code', async () => {
    await create('unit-1')
    const { ticket } = await create('unit-2')
    await attach('scan')
    expect(await page.getByTestId('scanner-code').allTextContents()).toEqual(['unit-2', 'unit-1'])
    await page.getByTestId('scanner-code').first().click()
    await shows(bubbles('me'), 'unit-2')
    await expect.poll(() => field('Event')).toBe('SCAN')
    expect([field('EventKey'), field('Ticket')]).toEqual(['unit-2', ticket])

    await attach('scan')
    await page.getByTestId('scanner-scene').fill('poster')
    await page.getByTestId('scanner-go').click()
    await expect.poll(() => field('EventKey')).toBe('poster')

    await attach('scan')
    await page.getByTestId('scanner-tip').click()
    await expect.poll(() => field('EventKey')).toBe('tip')
  })

  test('who has left follows again by scanning', async () => {
    await create('unit-1')
    await page.getByTestId('follow-toggle').click()
    await page.getByTestId('scan-follow').click()
    await page.getByTestId('scanner-code').click()
    await expect.poll(() => field('EventKey')).toBe('qrscene_unit-1')
    expect(field('Event')).toBe('subscribe')
    await page.getByTestId('scan-follow').waitFor({ state: 'hidden' })
    await shows(page.getByTestId('note'), '你已关注该公众号')
  })
})

test.each([
  ['video', 'video', 'MediaId'],
  ['link', 'link', 'Url'],
  ['voice', 'voice', 'MediaId'],
])('%s goes out as %s', async (tile, type, name) => {
  await attach(tile)
  await page.locator(`[data-side=me][data-kind=${tile}]`).waitFor()
  await expect.poll(() => field('MsgType')).toBe(type)
  expect(field(name)).not.toBe('')
})

test('the campaign runs to a date, its pushes appear, and the page says where it is', async () => {
  const eve = Date.parse('2022-03-20T12:00:00+08:00')
  job = async () => simulator.clock.now() > eve && remind()
  await page.getByTestId('run-until').fill('2022-03-20')
  await page.getByTestId('run-start').click()
  await shows(bubbles('them'), '报送期限提醒')
  await shows(page.getByTestId('clock-date'), '2022年3月20日')
  await shows(page.getByTestId('note'), '日期到了 2022年3月20日 星期日')
  expect(await page.getByTestId('run-start').isEnabled()).toBe(true)
})

describe('平台', () => {
  test('account kind, token and template messages are set from the panel', async () => {
    await page.getByTestId('platform').locator('summary').click()
    await page.getByTestId('blocks-templates').check()
    await page.getByTestId('account-kind').selectOption('verified-subscription')
    await expect.poll(() => simulator.platform.account.kind).toBe('verified-subscription')
    const openid = await openidOf('institution')
    expect(simulator.platform.people.find(openid)?.templates).toBe('failed:user block')

    const access_token = await account.token()
    await page.getByTestId('expire-tokens').click()
    await shows(page.getByTestId('note'), 'access_token 已过期')
    expect(await jsonOf(fetch(account.at('/cgi-bin/getcallbackip', { access_token })))).toMatchObject({
      errcode: 42001,
    })
  })

  test('what the person in hand holds is listed and switched off', async () => {
    await page.getByTestId('platform').locator('summary').click()
    simulator.platform.choose(
      await openidOf('institution'),
      [{ template: DEADLINE.lasting, accepted: true }],
      2,
    )
    await page.getByTestId('persona-citizen').click()
    await page.getByTestId('persona-institution').click()
    await shows(page.getByTestId('held'), '报送期限提醒（长期）')
    await page.getByTestId('held').getByRole('button').click()
    await page.getByTestId('held').waitFor({ state: 'detached' })
    await expect.poll(() => field('Event')).toBe('subscribe_msg_change_event')
  })
})

describe('a page with the open tag', () => {
  type Answer = { name: string; detail: { errCode?: number; subscribeDetails: string } }

  /** A page of the account under the simulator's origin, with its own strict policy as the product's pages have. */
  async function openPage(templates: string, sign: (text: string) => string = text => text): Promise<Page> {
    const { ticket } = await jsonOf<{ ticket: string }>(
      account.get('/cgi-bin/ticket/getticket', { type: 'jsapi' }),
    )
    const url = `${simulator.url}/u/subscribe`
    const signed = `jsapi_ticket=${ticket}&noncestr=n&timestamp=1&url=${url}`
    const signature = createHash('sha1').update(sign(signed)).digest('hex')
    const config = {
      appId: ACCOUNT.appId,
      timestamp: 1,
      nonceStr: 'n',
      signature,
      jsApiList: [],
      openTagList: ['wx-open-subscribe'],
    }
    const opened = await page.context().newPage()
    await opened.route('**/u/subscribe', route =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': "default-src 'self'; script-src 'self'" },
        body: `<!doctype html><script src="/simulator/weixin/jweixin.js"></script>
          <wx-open-subscribe template="${templates}"><script type="text/wxtag-template">
          <style>button { color: rgb(7, 193, 96) }</style><button>接收通知</button></script></wx-open-subscribe>
          <script src="/u/page.js"></script>`,
      }),
    )
    await opened.route('**/u/page.js', route =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `window.answers = []
          const tag = document.querySelector('wx-open-subscribe')
          for (const name of ['success', 'error']) tag.addEventListener(name, e => answers.push({ name, detail: e.detail }))
          wx.error(e => answers.push({ name: 'config', detail: e }))
          wx.config(${JSON.stringify(config)})`,
      }),
    )
    await opened.goto(url)
    return opened
  }
  const answers = (opened: Page) => opened.evaluate('answers') as Promise<Answer[]>

  test('asks for consent; what is agreed to is pushed, and the notice then arrives on the phone', async () => {
    const opened = await openPage(DEADLINE.lasting)
    const button = opened.getByText('接收通知')
    await button.waitFor()
    const inTag = `document.querySelector('wx-open-subscribe').shadowRoot.querySelector('button')`
    expect(await opened.evaluate(`getComputedStyle(${inTag}).color`)).toBe('rgb(7, 193, 96)')
    await button.click()
    await opened.getByText('报送期限提醒').waitFor()
    await opened.getByTestId('subscribe-accept').click()
    await expect.poll(async () => (await answers(opened)).length).toBe(1)
    const [{ name, detail }] = (await answers(opened)) as [Answer]
    const details = JSON.parse(detail.subscribeDetails) as Record<string, string>
    expect([name, JSON.parse(details[DEADLINE.lasting] ?? '')]).toEqual(['success', { status: 'accept' }])
    await expect.poll(() => field('Event')).toBe('subscribe_msg_popup_event')

    const message = {
      touser: await openidOf('institution'),
      template_id: DEADLINE.lasting,
      data: DEADLINE_DATA,
    }
    expect(await account.post('/cgi-bin/message/subscribe/bizsend', message)).toMatchObject({ errcode: 0 })
    await page.locator('[data-testid=entry][data-kind=notice]').waitFor()
    await opened.close()
  })

  test('取消 is told to the page as cancel and to the account as reject', async () => {
    const opened = await openPage(DEADLINE.once)
    await opened.getByText('接收通知').click()
    await opened.getByTestId('subscribe-cancel').click()
    await expect.poll(async () => (await answers(opened)).length).toBe(1)
    expect((await answers(opened))[0]?.detail.subscribeDetails).toContain('cancel')
    await expect.poll(() => product.seen.at(-1)?.xml).toContain('<SubscribeStatusString><![CDATA[reject]]>')
    await opened.close()
  })

  test('kinds that do not go together are an error, and a wrong signature leaves the tag empty', async () => {
    const mixed = await openPage(`${DEADLINE.once},${DEADLINE.lasting}`)
    await mixed.getByText('接收通知').click()
    await expect.poll(() => answers(mixed)).toMatchObject([{ name: 'error', detail: { errCode: 20002 } }])
    await mixed.close()

    const unsigned = await openPage(DEADLINE.once, text => `${text}x`)
    await expect.poll(() => answers(unsigned)).toMatchObject([{ name: 'config' }])
    expect(await unsigned.getByText('接收通知').count()).toBe(0)
    await unsigned.close()
  })
})
