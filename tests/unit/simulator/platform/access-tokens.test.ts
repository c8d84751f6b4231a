import { describe, expect, test } from 'vitest'
import { APP_ID, createTestPlatform, SECRET } from '../../../support/platform-api.ts'

const GRANT = { grant_type: 'client_credential', appid: APP_ID, secret: SECRET }
const MINUTE = 60_000

function start() {
  const api = createTestPlatform()
  const stable = (more: object = {}) =>
    api.read('POST', '/cgi-bin/stable_token', {}, { ...GRANT, ...more }) as Promise<{
      access_token: string
      expires_in: number
      errcode?: number
    }>
  const plain = () => api.read('GET', '/cgi-bin/token', GRANT) as ReturnType<typeof stable>
  /** What a business call says of the token: undefined is that it works. */
  const use = async (token?: string) =>
    (await api.read('GET', '/cgi-bin/getcallbackip', token === undefined ? {} : { access_token: token }))
      .errcode
  return { ...api, stable, plain, use }
}

describe('stable_token', () => {
  test('is the same while it has five minutes to live, then overlaps with the next', async () => {
    const { stable, use, clock } = start()
    const first = await stable()
    expect(first.expires_in).toBe(7200)
    expect(first.access_token.length).toBeGreaterThan(100)
    clock.advance(114 * MINUTE)
    expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 360 })
    clock.advance(MINUTE)
    const second = await stable()
    expect(second.access_token).not.toBe(first.access_token)
    expect([await use(first.access_token), await use(second.access_token)]).toEqual([undefined, undefined])
    clock.advance(5 * MINUTE)
    expect([await use(first.access_token), await use(second.access_token)]).toEqual([42001, undefined])
  })

  test('a forced one ends the one before at once, no sooner than 30 s after another and 20 times a day', async () => {
    const { stable, use, clock } = start()
    const first = await stable()
    const forced = await stable({ force_refresh: true })
    expect(await use(first.access_token)).toBe(40001)
    expect((await stable({ force_refresh: true })).access_token).toBe(forced.access_token)
    for (let count = 2; count <= 20; count++) {
      clock.advance(30_000)
      expect((await stable({ force_refresh: true })).errcode).toBeUndefined()
    }
    clock.advance(30_000)
    expect((await stable({ force_refresh: true })).errcode).toBe(45009)
    clock.advance(24 * 60 * MINUTE)
    expect((await stable({ force_refresh: true })).errcode).toBeUndefined()
  })

  test('made anew when the campaign’s clock is set back behind its making', async () => {
    const { stable, clock } = start()
    const first = await stable()
    clock.advance(-24 * 60 * MINUTE)
    const second = await stable()
    expect(second.access_token).not.toBe(first.access_token)
    expect(second.expires_in).toBe(7200)
  })
})

test('token gives a new one each time, and the one before five minutes more', async () => {
  const { plain, stable, use, clock } = start()
  const apart = await stable()
  const first = await plain()
  const second = await plain()
  expect(second.access_token).not.toBe(first.access_token)
  expect(await use(first.access_token)).toBeUndefined()
  clock.advance(5 * MINUTE)
  expect(await use(first.access_token)).toBe(42001)
  expect([await use(second.access_token), await use(apart.access_token)]).toEqual([undefined, undefined])
})

test('a token at every business call: missing, malformed, unknown, expired', async () => {
  const { stable, use, platform } = start()
  expect(await use()).toBe(41001)
  expect(await use('')).toBe(41001)
  expect(await use('abc')).toBe(40014)
  expect(await use(`54_${'a'.repeat(136)}`)).toBe(40001)
  const { access_token: token } = await stable()
  platform.expireTokens()
  expect(await use(token)).toBe(42001)
  expect(await use((await stable()).access_token)).toBeUndefined()
})

test.each([
  [{ grant_type: 'password' }, 40002, 'invalid grant_type'],
  [{ appid: undefined }, 41002, 'appid missing'],
  [{ secret: undefined }, 41004, 'appsecret missing'],
  [{ appid: 'wx0000000000000000' }, 40013, 'invalid appid'],
  [{ secret: 'f'.repeat(32) }, 40125, 'invalid appsecret'],
])('with %j either token interface answers %d', async (change, errcode, words) => {
  const { read } = start()
  const grant = JSON.parse(JSON.stringify({ ...GRANT, ...change })) as Record<string, string>
  const answers = [
    await read('POST', '/cgi-bin/stable_token', {}, grant),
    await read('GET', '/cgi-bin/token', grant),
  ]
  for (const answer of answers) {
    expect(answer.errcode).toBe(errcode)
    expect(answer.errmsg).toMatch(new RegExp(`^${words} rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$`))
  }
})

test('an address off the whitelist is named', async () => {
  const { stable, platform } = start()
  platform.account.isWelcome = false
  expect(await stable()).toMatchObject({
    errcode: 40164,
    errmsg: expect.stringMatching(/^invalid ip [\d.]+ ipv6 ::ffff:[\d.]+, not in whitelist rid: /),
  })
})

test('no body, no JSON, the wrong method, an unknown path: a code, never a crash', async () => {
  const { read, token } = start()
  const access_token = await token()
  const codes = [
    await read('POST', '/cgi-bin/stable_token'),
    await read('POST', '/cgi-bin/stable_token', {}, '{"grant_type":'),
    await read('POST', '/cgi-bin/stable_token', {}, '"text"'),
    await read('GET', '/cgi-bin/stable_token'),
    await read('POST', '/cgi-bin/token'),
    await read('GET', '/cgi-bin/message/custom/send', { access_token }),
    await read('POST', '/cgi-bin/nothing/here', { access_token }),
    await read('POST', '/constructor'),
  ].map(({ errcode }) => errcode)
  expect(codes).toEqual([44002, 47001, 47001, 43002, 43001, 43002, 40066, 40066])
})
