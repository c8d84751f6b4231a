import { expect, test } from 'vitest'
import { ACCOUNT_KINDS } from '../../../../src/simulator/platform/account-kind.ts'
import { APP_ID, createTestPlatform, SECRET } from '../../../support/platform-api.ts'

/** wechat-platform §9, column by column: verified service, verified subscription, unverified service, unverified subscription. */
test.each([
  ['GET', '/cgi-bin/getcallbackip', '✓✓✓✓'],
  ['GET', '/cgi-bin/ticket/getticket', '✓✓✓✓'],
  ['POST', '/cgi-bin/clear_quota', '✓✓✓✓'],
  ['GET', '/cgi-bin/get_current_selfmenu_info', '✓✓✓✓'],
  ['POST', '/cgi-bin/menu/create', '✓✓✓–'],
  ['GET', '/cgi-bin/menu/get', '✓✓✓–'],
  ['POST', '/cgi-bin/message/custom/send', '✓✓––'],
  ['POST', '/cgi-bin/message/custom/typing', '✓✓––'],
  ['GET', '/cgi-bin/media/get', '✓✓––'],
  ['POST', '/cgi-bin/media/upload', '✓✓––'],
  ['GET', '/cgi-bin/tags/get', '✓✓––'],
  ['POST', '/cgi-bin/message/template/send', '✓–––'],
  ['GET', '/cgi-bin/template/get_all_private_template', '✓–––'],
  ['POST', '/cgi-bin/message/subscribe/bizsend', '✓–––'],
  ['GET', '/wxaapi/newtmpl/gettemplate', '✓–––'],
  ['POST', '/cgi-bin/qrcode/create', '✓–––'],
])('%s %s: %s', async (method, path, allowed) => {
  const { platform, read, token } = createTestPlatform()
  const access_token = await token()
  const found: string[] = []
  for (const kind of ACCOUNT_KINDS) {
    platform.account.kind = kind
    const { errcode, errmsg } = await read(method, path, { access_token }, method === 'POST' ? {} : undefined)
    if (errcode === 48001) expect(errmsg).toContain('api unauthorized')
    found.push(errcode === 48001 ? '–' : '✓')
  }
  expect(found.join('')).toBe(allowed)
})

test('pages learn who opened them only on a verified service account', async () => {
  for (const kind of ACCOUNT_KINDS) {
    const { raw, read } = createTestPlatform({ account: { appId: APP_ID, secret: SECRET, kind } })
    const { status } = await raw('GET', '/connect/oauth2/authorize', {
      appid: APP_ID,
      redirect_uri: 'http://localhost/page',
      response_type: 'code',
      scope: 'snsapi_base',
    })
    const { errcode } = await read('GET', '/sns/oauth2/access_token', {
      appid: APP_ID,
      secret: SECRET,
      code: 'x',
      grant_type: 'authorization_code',
    })
    expect([status, errcode]).toEqual(kind === 'verified-service' ? [302, 40029] : [200, 48001])
  }
})
