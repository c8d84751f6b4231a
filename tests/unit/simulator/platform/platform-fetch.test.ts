import { expect, test } from 'vitest'
import { platformFetch } from '../../../../src/simulator/platform/platform-fetch.ts'
import { ANNA, APP_ID, createTestPlatform, SECRET } from '../../../support/platform-api.ts'

const GRANT = { grant_type: 'client_credential', appid: APP_ID, secret: SECRET }

test.each(['https://api.weixin.qq.com', 'http://localhost/simulator/weixin'])(
  'answers in the process for %s',
  async base => {
    const { platform } = createTestPlatform()
    platform.hear(ANNA, { kind: 'text', text: '好' })
    const fetch = platformFetch(platform)
    const response = await fetch(`${base}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify(GRANT),
    })
    expect(response.headers.get('content-type')).toContain('application/json')
    const { access_token } = (await response.json()) as { access_token: string }

    const send = new URL(`${base}/cgi-bin/message/custom/send?access_token=${access_token}`)
    const body = JSON.stringify({ touser: ANNA, msgtype: 'text', text: { content: '收到' } })
    expect(await (await fetch(send, { method: 'POST', body })).json()).toEqual({ errcode: 0, errmsg: 'ok' })
  },
)

test('redirects and files are what fetch makes of them', async () => {
  const { platform, token } = createTestPlatform()
  const fetch = platformFetch(platform)
  const id = platform.media.add({ bytes: Buffer.from('x'), mediaType: 'image/png' })
  const file = await fetch(`http://localhost/cgi-bin/media/get?access_token=${await token()}&media_id=${id}`)
  expect(file.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await file.arrayBuffer()).toString()).toBe('x')
  const back = encodeURIComponent('http://localhost/u')
  const page = await fetch(
    `http://localhost/connect/oauth2/authorize?appid=${APP_ID}&redirect_uri=${back}&response_type=code&scope=snsapi_base`,
  )
  expect(page.status).toBe(302)
  expect(page.headers.get('location')).toContain('http://localhost/u?code=')
})
