import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { readConfig } from '../../../../src/config.ts'
import { openWechatApi } from '../../../../src/open-wechat-api.ts'
import { ACCOUNT_ENV } from '../../../support/account.ts'
import { closeServers, serve } from '../../../support/answering-server.ts'
import { createEmptyDatabase } from '../../../support/database.ts'
import { memoryValues } from '../../../support/memory-values.ts'
import { createStage } from '../../../support/stage.ts'
import { createWorld } from '../../../support/world.ts'

const values = memoryValues()
afterEach(closeServers)

/** The configured API of a server at `origin` that gives a token and a code for whatever it is asked. */
async function opened(env: Record<string, string>) {
  const asked: { path: string; body: string }[] = []
  const origin = await serve(async (request, response) => {
    asked.push({ path: request.url?.split('?')[0] ?? '', body: await text(request) })
    response.end('{"access_token":"t","expires_in":7200,"ticket":"k","url":"http://weixin.qq.com/q/1"}')
  })
  const { wall: clock, random, log } = createWorld()
  const config = readConfig({ ...env, ...(env.WECHAT_APP_ID && { WECHAT_API_BASE: `${origin}/` }) })
  const api = openWechatApi(config, () => origin, { values, clock, random, log, tell: async () => {} })
  return { api, asked, origin }
}

it('a real account is asked for at its base, and people are sent to WeChat’s hosts', async () => {
  const { api, asked } = await opened(ACCOUNT_ENV)
  const { imageUrl } = await api.createSceneQr('unit')
  expect(asked.map(({ path }) => path)).toEqual(['/cgi-bin/stable_token', '/cgi-bin/qrcode/create'])
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    grant_type: 'client_credential',
    appid: ACCOUNT_ENV.WECHAT_APP_ID,
    secret: ACCOUNT_ENV.WECHAT_APP_SECRET,
    force_refresh: false,
  })
  expect([imageUrl, api.authorizeUrl('https://a.example/', 's')]).toEqual([
    'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=k',
    expect.stringMatching('^https://open.weixin.qq.com/connect/oauth2/authorize'),
  ])
})

it('the simulator is asked for all of it under its own address', async () => {
  const { api, asked, origin } = await opened({})
  const { imageUrl } = await api.createSceneQr('unit')
  expect(asked.map(({ path }) => path)).toEqual([
    '/simulator/weixin/cgi-bin/stable_token',
    '/simulator/weixin/cgi-bin/qrcode/create',
  ])
  expect([imageUrl, api.authorizeUrl('https://a.example/', 's')]).toEqual([
    `${origin}/simulator/weixin/cgi-bin/showqrcode?ticket=k`,
    expect.stringMatching(`^${origin}/simulator/weixin/connect/oauth2/authorize`),
  ])
})

it('the product hears that the account is no longer verified', async () => {
  const stage = await createStage(await createEmptyDatabase('sqlite-memory'))
  await stage.send('wechat', { kind: 'notice', notice: { kind: 'verification-expired', at: 0 } })
  expect(stage.world.lines).toEqual([
    {
      level: 'error',
      fields: { code: 'verification-expired', remedy: expect.stringContaining('renewed') },
      message: 'WeChat: an operator must act',
    },
  ])
  await stage.close()
})
