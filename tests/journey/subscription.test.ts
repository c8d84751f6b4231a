import { createHash } from 'node:crypto'
import { get, type IncomingHttpHeaders } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Content } from '../../src/content/content.ts'
import { ACCOUNT } from '../support/account.ts'
import { BACKENDS, newName } from '../support/backends.ts'
import { content } from '../support/content.ts'
import { creditCode, registerInstitution } from '../support/conversations.ts'
import { createEmptyDatabase } from '../support/database.ts'
import { createPageVisitor } from '../support/page-visitor.ts'
import { createPlatform, type Follower } from '../support/platform.ts'
import { type Product, startProduct } from '../support/product.ts'
import { type ScriptedWechat, scriptWechat } from '../support/scripted-wechat.ts'
import { createWorld, type TestWorld } from '../support/world.ts'

/** 订阅提醒 over HTTP: who gets in, what the page shows, and what is heard of consent. */
const WECHAT = 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Mobile MicroMessenger/8.0.30 NetType/WIFI'
const SITE = 'https://anpei.example.gov.cn'

const { deadline, phase, notice } = content.templates
const granted = (letters: typeof deadline, id: string, kinds: string[]) =>
  Object.fromEntries(
    Object.entries(letters).map(([kind, template]) => [
      kind,
      kinds.includes(kind) ? { ...template, id: `${id}-${kind}` } : template,
    ]),
  )
/** An account with both kinds of subscription, one template for notices and phases, and no template messages. */
function account(kinds = ['long-term', 'one-time']): Content {
  return {
    ...content,
    templates: {
      ...content.templates,
      deadline: granted(deadline, 'deadline', kinds),
      phase: granted(phase, 'news', kinds),
      notice: granted(notice, 'news', kinds),
    } as Content['templates'],
  }
}

let world: TestWorld
let wechat: ScriptedWechat
let product: Product
let person: Follower

async function start(env?: Record<string, string>, content = account()) {
  world = createWorld()
  wechat = scriptWechat()
  wechat.on('/cgi-bin/ticket/getticket', { ticket: 'a-ticket', expires_in: 7200 })
  product = await startProduct(
    {
      PUBLIC_URL: `${SITE}/`,
      ...(env ?? { DATABASE_URL: await createEmptyDatabase('sqlite-memory') }),
    },
    { wall: world.wall, fetch: wechat.fetch, wait: async () => {}, content },
  )
  const platform = createPlatform({ ...ACCOUNT, webhookUrl: () => product.webhookUrl, wall: world.wall })
  person = platform.follower(newName())
  wechat.on('/sns/oauth2/access_token', { openid: person.openid, scope: 'snsapi_base' })
  await person.send('菜单')
}
const restart = async (...args: Parameters<typeof start>) => {
  await product.close()
  await start(...args)
}
afterEach(() => product.close())

type Visitor = ReturnType<typeof createPageVisitor>

const open = (browser: Visitor, path = '/u/subscribe') =>
  browser.go(path, { headers: { 'user-agent': WECHAT } })

/** Opens the page; where WeChat would lead back to. */
async function sentToWechat(browser: Visitor): Promise<{ asked: URL; back: string }> {
  const { status, headers } = await open(browser)
  const asked = new URL(headers.get('location') ?? '')
  expect([status, asked.origin]).toEqual([302, 'https://open.weixin.qq.com'])
  const back = new URL(asked.searchParams.get('redirect_uri') ?? '')
  return { asked, back: `${back.pathname}?code=a-code&state=${asked.searchParams.get('state')}` }
}

async function signedIn(): Promise<Visitor> {
  const browser = createPageVisitor(product.url)
  const { back } = await sentToWechat(browser)
  expect((await open(browser, back)).headers.get('location')).toBe('/u/subscribe')
  return browser
}

async function standings(browser: Visitor): Promise<string[]> {
  const { text } = await open(browser)
  return [...text.matchAll(/data-standing="([\w-]+)"/g)].map(match => match[1] ?? '')
}

async function choose(...choices: [template: string, accepted: boolean][]) {
  world.wall.advance(1_000)
  await person.send({
    kind: 'subscription-popup',
    choices: choices.map(([template, accepted]) => ({ template, accepted })),
    scene: 1,
  })
}

describe.each(BACKENDS)('on %s', (_, backend) => {
  test('whoever signs in sees what the ledger has heard, choice by choice', async () => {
    await start(await backend())
    const browser = createPageVisitor(product.url)
    const { asked, back } = await sentToWechat(browser)
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      appid: ACCOUNT.appId,
      redirect_uri: `${SITE}/u/subscribe/back`,
      response_type: 'code',
      scope: 'snsapi_base',
      state: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    const entered = await open(browser, back)
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^anpei-visit=[0-9a-f]{32}; Path=\/u\/subscribe; Max-Age=1800; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ])
    expect(await standings(browser)).toEqual(Array(4).fill('unasked'))

    await choose(['deadline-one-time', true], ['news-one-time', false])
    expect(await standings(browser)).toEqual(['unasked', 'unasked', 'left', 'refused'])
    // WeChat sends an event again when it has heard nothing.
    await person.resend()
    await choose(['deadline-one-time', true])
    expect((await open(browser)).text).toContain('还能收2条')

    await choose(['deadline-long-term', true], ['news-long-term', false])
    expect(await standings(browser)).toEqual(['on', 'refused', 'refused'])
    await choose(['news-long-term', true])
    const { text } = await open(browser)
    expect(text).toContain('都开通了')
    expect(text).not.toContain('<wx-open-subscribe')

    await person.send({ kind: 'subscription-change', templates: ['deadline-long-term'] })
    expect(await standings(browser)).toEqual(['refused', 'on', 'left'])
    await person.send({ kind: 'unfollow' })
    expect(await standings(browser)).toEqual(Array(4).fill('unasked'))
  })

  test('a state leads back once, into its own browser', async () => {
    await start(await backend())
    const [mine, stranger] = [createPageVisitor(product.url), createPageVisitor(product.url)]
    const { back } = await sentToWechat(mine)
    await sentToWechat(stranger)
    expect((await open(stranger, back)).status).toBe(404)
    expect(wechat.asked.filter(({ path }) => path.startsWith('/sns/'))).toEqual([])
    expect((await open(mine, back)).status).toBe(303)
    // Back again, by 返回: in already, and the code is not shown to WeChat a second time.
    expect((await open(mine, back)).headers.get('location')).toBe('/u/subscribe')
    mine.forget('anpei-visit')
    const again = await open(mine, back)
    expect([again.status, again.text]).toEqual([404, expect.stringContaining('请点下面重新打开')])
    expect(wechat.asked.filter(({ path }) => path.startsWith('/sns/'))).toHaveLength(1)
  })
})

describe('the page', () => {
  beforeEach(() => start())

  it('is signed for the address as the browser shows it', async () => {
    const browser = await signedIn()
    const { text, headers } = await open(browser, '/u/subscribe?from=menu&x=1')
    const config = JSON.parse((/data-page="([^"]+)"/.exec(text)?.[1] ?? '').replaceAll('&quot;', '"'))
    const { appId, nonceStr, timestamp, signature } = config.signature
    const signed = `jsapi_ticket=a-ticket&noncestr=${nonceStr}&timestamp=${timestamp}&url=${SITE}/u/subscribe?from=menu&x=1`
    expect(signature).toBe(createHash('sha1').update(signed).digest('hex'))
    expect(appId).toBe(ACCOUNT.appId)
    expect(config.scripts[0]).toBe('https://res.wx.qq.com/open/js/jweixin-1.6.0.js')
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' https://res.wx.qq.com https://res2.wx.qq.com;")
    expect(policy).toContain("connect-src 'self'; frame-src https://*.qq.com webcompt:;")
    expect(headers.get('cache-control')).toBe('no-store')
    // One tag per kind, for the two kinds do not go together.
    const tags = [...text.matchAll(/<wx-open-subscribe [^>]*template="([^"]+)"/g)].map(match => match[1])
    expect(tags).toEqual(['deadline-long-term,news-long-term', 'deadline-one-time,news-one-time'])
  })

  it('tells its script that the ledger has heard something, also where nothing changed by it', async () => {
    const browser = await signedIn()
    const digest = async () => (await open(browser, '/u/subscribe/digest')).text
    const seen = [await digest()]
    for (const _ of [1, 2]) {
      await choose(['deadline-long-term', false])
      seen.push(await digest())
    }
    expect(new Set(seen).size).toBe(3)
    expect((await open(createPageVisitor(product.url), '/u/subscribe/digest')).status).toBe(401)
  })

  it('says how to register, to whoever is no member', async () => {
    const browser = await signedIn()
    expect((await open(browser)).text).toContain('您还没有登记单位')
    for (const text of registerInstitution(creditCode(1))) await person.send(text)
    expect((await open(browser)).text).not.toContain('您还没有登记单位')
  })

  it('knows its visitor for half an hour, then asks WeChat anew; the way there is open for ten minutes', async () => {
    const browser = await signedIn()
    world.wall.advance(1_800_000)
    const { back } = await sentToWechat(browser)
    world.wall.advance(600_000)
    expect((await open(browser, back)).status).toBe(404)
  })

  it('holds nothing personal in an address, a cookie or the log', async () => {
    const browser = await signedIn()
    const { text } = await open(browser)
    wechat.on('/sns/oauth2/access_token', {
      errcode: 40_163,
      errmsg: `code been used: a-code ${person.openid}`,
    })
    const other = createPageVisitor(product.url)
    await open(other, (await sentToWechat(other)).back)
    for (const place of [text, browser.cookie(), product.logged.join('\n')])
      for (const secret of [person.openid, 'a-code', 'a-ticket']) expect(place).not.toContain(secret)
  })
})

describe('whoever gets no further is told what to do', () => {
  beforeEach(() => start())

  async function comingBack(answer: object | Error) {
    wechat.on('/sns/oauth2/access_token', answer)
    const browser = createPageVisitor(product.url)
    return { ...(await open(browser, (await sentToWechat(browser)).back)), cookie: browser.cookie() }
  }

  test.each([
    ['a code used already', { errcode: 40_163, errmsg: 'code been used' }, 404, '请点下面重新打开'],
    ['a wrong code', { errcode: 40_029, errmsg: 'invalid code' }, 404, '请点下面重新打开'],
    ['a snapshot', { openid: 'oSnapshot', is_snapshotuser: 1 }, 403, '使用完整服务'],
    ['WeChat away', new Error('no network'), 502, '什么都没有变'],
    ['an account that may not', { errcode: 48_001, errmsg: 'api unauthorized' }, 502, '什么都没有变'],
  ])('%s', async (_, answer, status, words) => {
    const ended = await comingBack(answer)
    expect([ended.status, ended.text]).toEqual([status, expect.stringContaining(words)])
    expect(ended.cookie).not.toContain('anpei-visit')
    expect(ended.headers.get('content-security-policy')).toContain("script-src 'none'")
  })

  it('an account that may not, the next time before they are sent to WeChat', async () => {
    await comingBack({ errcode: 48_001, errmsg: 'api unauthorized' })
    expect((await open(createPageVisitor(product.url))).text).toContain('本号现在不能发微信订阅通知')
  })

  test.each(['', '?code=a-code', '?state=x', '?code=a&code=b&state=c&state=d'])(
    'back with “%s”',
    async query => {
      const ended = await open(createPageVisitor(product.url), `/u/subscribe/back${query}`)
      expect([ended.status, ended.text]).toEqual([404, expect.stringContaining('请点下面重新打开')])
    },
  )

  it('whatever host they name, to the address that the account knows', async () => {
    await restart({ DATABASE_URL: await createEmptyDatabase('sqlite-memory'), PUBLIC_URL: '' })
    const headers = { 'user-agent': WECHAT, host: 'elsewhere.example' }
    const { location } = await new Promise<IncomingHttpHeaders>(answered =>
      get(`${product.url}/u/subscribe`, { headers }, response => answered(response.resume().headers)),
    )
    const back = new URL(location ?? '').searchParams.get('redirect_uri')
    expect(back).toBe(`${product.url}/u/subscribe/back`)
  })

  it('outside of WeChat', async () => {
    const { status, text } = await createPageVisitor(product.url).go('/u/subscribe')
    expect([status, text]).toEqual([200, expect.stringContaining('请在微信里打开')])
    expect(text).not.toContain('open.weixin.qq.com')
  })

  test.each([
    ['/wxaapi/newtmpl/gettemplate', 'no subscriptions'],
    ['/cgi-bin/template/get_all_private_template', 'a verified subscription account'],
  ])('an account that is refused %s: %s', async path => {
    for (const each of [path, '/cgi-bin/qrcode/create']) wechat.on(each, { errcode: 48_001, errmsg: 'no' })
    const { status, text } = await open(createPageVisitor(product.url))
    expect([status, text]).toEqual([200, expect.stringContaining('本号现在不能发微信订阅通知')])
  })

  it('an account without a granted template', async () => {
    await restart(undefined, account([]))
    expect((await open(createPageVisitor(product.url))).text).toContain('本号现在不能发微信订阅通知')
    expect((await person.send('订阅提醒')).text).toContain('本号现在不能发微信订阅通知')
  })

  it('an account that no push has named yet', async () => {
    const database = await createEmptyDatabase('sqlite-memory')
    await product.close()
    product = await startProduct(
      { PUBLIC_URL: SITE, DATABASE_URL: database },
      { wall: world.wall, fetch: wechat.fetch, wait: async () => {}, content: account() },
    )
    expect((await comingBack({ openid: person.openid })).status).toBe(502)
  })
})

describe('in chat', () => {
  const MENTION = '要让微信到期前通知您，发“订阅提醒”开通。'
  const register = async (unit = 1) => {
    let last = ''
    for (const text of registerInstitution(creditCode(unit))) last = (await person.send(text)).text
    return last
  }

  it('订阅提醒 gives the link, also in the middle of a dialog, which goes on', async () => {
    await start()
    await person.send('登记')
    const { text } = await person.send('订阅提醒')
    expect(text).toContain(`\n${SITE}/u/subscribe\n`)
    expect(text).toContain('还没填完，发“继续”接着填')
    expect((await person.send('继续')).text).toContain('接着填')
  })

  it('who would have to wait for reminders is told of the page once, at the end of the registration', async () => {
    await start()
    expect(await register()).toContain(MENTION)
    expect((await person.resend()).text).toContain(MENTION)
    expect((await person.send('我的任务')).text).not.toContain(MENTION)
    // Everything about a person goes with them.
    await person.send({ kind: 'unfollow' })
    expect(await register(2)).toContain(MENTION)
  })

  it('or with their tasks, and not where they are reached already', async () => {
    await start(undefined, account(['template', 'long-term']))
    expect(await register()).not.toContain(MENTION)
    expect((await person.send('我的任务')).text).not.toContain(MENTION)

    await restart()
    await choose(['deadline-long-term', true])
    expect(await register()).not.toContain(MENTION)
    await person.send({ kind: 'subscription-change', templates: ['deadline-long-term'] })
    expect((await person.send('我的任务')).text).toContain(MENTION)
    expect((await person.send('进度')).text).not.toContain(MENTION)
  })

  it('nor where the account may not ask', async () => {
    await start()
    wechat.on('/wxaapi/newtmpl/gettemplate', { errcode: 48_001, errmsg: 'no' })
    expect(await register()).not.toContain(MENTION)
  })
})
