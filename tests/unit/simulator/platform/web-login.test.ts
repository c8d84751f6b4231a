import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  ANNA,
  APP_ID,
  BORIS,
  createTestPlatform,
  SECRET,
  type TestPlatform,
} from '../../../support/platform-api.ts'

const AUTHORIZE = {
  appid: APP_ID,
  redirect_uri: 'http://localhost/u/subscribe?from=menu',
  response_type: 'code',
  scope: 'snsapi_base',
  state: 's 1',
}

/** Opens a page and returns the code that comes back with it. */
async function open(api: TestPlatform): Promise<string> {
  const { status, headers = {} } = await api.raw('GET', '/connect/oauth2/authorize', AUTHORIZE)
  expect(status).toBe(302)
  const back = new URL(headers.location ?? '')
  expect(`${back.origin}${back.pathname}`).toBe('http://localhost/u/subscribe')
  expect(back.searchParams.get('from')).toBe('menu')
  expect(back.searchParams.get('state')).toBe('s 1')
  return back.searchParams.get('code') ?? ''
}

const exchange = (api: TestPlatform, code: string, more: object = {}) =>
  api.read('GET', '/sns/oauth2/access_token', {
    appid: APP_ID,
    secret: SECRET,
    code,
    grant_type: 'authorization_code',
    ...more,
  })

test('a page learns who holds the phone, once', async () => {
  let holder: string = ANNA
  const api = createTestPlatform({ holder: () => holder })
  const first = await open(api)
  holder = BORIS
  const second = await open(api)
  expect(await exchange(api, first)).toEqual({
    access_token: expect.any(String),
    expires_in: 7200,
    refresh_token: expect.any(String),
    openid: ANNA,
    scope: 'snsapi_base',
  })
  expect(await exchange(api, first)).toMatchObject({ errcode: 40163 })
  expect(await exchange(api, second)).toMatchObject({ openid: BORIS })
})

test('a code lives five minutes', async () => {
  const api = createTestPlatform()
  const code = await open(api)
  api.clock.advance(300_000)
  expect(await exchange(api, code)).toMatchObject({ errcode: 40029 })
})

test('a snapshot of the page is opened by nobody real', async () => {
  const api = createTestPlatform()
  api.platform.account.isSnapshot = true
  const answer = await exchange(api, await open(api))
  expect(answer.is_snapshotuser).toBe(1)
  expect(answer.openid).toMatch(/^o[\w-]{27}$/)
  expect([ANNA, BORIS]).not.toContain(answer.openid)
})

test.each<[number, object]>([
  [40029, { code: 'none' }],
  [41008, { code: '' }],
  [40002, { grant_type: 'client_credential' }],
  [40013, { appid: 'wx0000000000000000' }],
  [40125, { secret: 'x' }],
])('%d with %j', async (errcode, change) => {
  const api = createTestPlatform()
  expect(await exchange(api, await open(api), change)).toMatchObject({ errcode })
})

test.each<[string, object]>([
  ['10013', { appid: 'wx0000000000000000' }],
  ['10003', { redirect_uri: 'javascript:alert(1)' }],
  ['10003', { redirect_uri: '' }],
  ['10005', { scope: 'snsapi_login' }],
  ['10005', { response_type: 'token' }],
])('WeChat’s own page with %s for %j', async (code, change) => {
  const { raw } = createTestPlatform()
  const { status, headers, bytes } = await raw('GET', '/connect/oauth2/authorize', {
    ...AUTHORIZE,
    ...change,
  })
  expect([status, headers?.location]).toEqual([200, undefined])
  expect(Buffer.from(bytes ?? []).toString()).toContain(code)
})

test('a page’s signature holds with the ticket of the hour, for its own address only', async () => {
  const api = createTestPlatform()
  const getticket = async () =>
    (await api.get('/cgi-bin/ticket/getticket', { type: 'jsapi' })) as { ticket: string }
  const { ticket } = await getticket()
  expect(await getticket()).toMatchObject({ errcode: 0, errmsg: 'ok', ticket, expires_in: 7200 })
  expect((await api.get('/cgi-bin/ticket/getticket', { type: 'x' })).errcode).toBe(40097)

  const page = { url: 'http://localhost/u?a=1', timestamp: '1414587457', nonceStr: 'Wm3WZYTPz0wzccnW' }
  const signed = `jsapi_ticket=${ticket}&noncestr=${page.nonceStr}&timestamp=${page.timestamp}&url=${page.url}`
  const signature = createHash('sha1').update(signed).digest('hex')
  expect(api.platform.isSigned({ ...page, signature })).toBe(true)
  expect(api.platform.isSigned({ ...page, url: 'http://localhost/u', signature })).toBe(false)
  api.clock.advance(7_200_000)
  expect(api.platform.isSigned({ ...page, signature })).toBe(false)
  expect((await getticket()).ticket).not.toBe(ticket)
})
