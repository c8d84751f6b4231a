import { describe, expect, it } from 'vitest'
import { hostsAt } from '../../../../src/wechat/api/hosts.ts'
import { signatureOf } from '../../../../src/wechat/api/page-signature.ts'
import { memoryValues } from '../../../support/memory-values.ts'
import { SECRET, stageApi } from '../../../support/scripted-wechat.ts'

const values = memoryValues()

describe('the signature of a page', () => {
  /** Tencent's own vector (wechat-platform §1.8). */
  const VECTOR = {
    nonceStr: 'Wm3WZYTPz0wzccnW',
    ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
    timestamp: 1414587457,
  }
  it.each([
    ['http://mp.weixin.qq.com', 'f4d90daf4b3bca3078ab155816175ba34c443a7b'],
    ['http://mp.weixin.qq.com?params=value', '0f9de62fce790f9a083d5c99e95740ceb90c27ed'],
    ['http://mp.weixin.qq.com?params=value#part', '0f9de62fce790f9a083d5c99e95740ceb90c27ed'],
  ])('of %s is Tencent’s', (url, signature) => {
    expect(signatureOf({ ...VECTOR, url })).toBe(signature)
  })

  it('is made with one ticket for all pages and instances', async () => {
    const one = stageApi(values)
    const url = 'https://anpei.example.gov.cn/s?from=menu'
    one.wechat.on('/cgi-bin/ticket/getticket', {
      errcode: 0,
      errmsg: 'ok',
      ticket: VECTOR.ticket,
      expires_in: 7200,
    })
    const pages = await Promise.all([one.api.signPage(url), one.api.signPage(url), one.api.signPage(url)])
    for (const { timestamp, nonceStr, signature } of pages) {
      expect(timestamp).toBe(Date.parse('2022-03-10T09:30:00+08:00') / 1_000)
      expect(signature).toBe(signatureOf({ ticket: VECTOR.ticket, nonceStr, timestamp, url }))
    }
    expect(new Set(pages.map(({ nonceStr }) => nonceStr)).size).toBe(3)
    expect(one.wechat.asked.map(({ path, query }) => [path, query.type])).toEqual([
      ['/cgi-bin/ticket/getticket', 'jsapi'],
    ])
  })

  it('is not to be had by an account without the right', async () => {
    const { api, wechat } = stageApi(values)
    wechat.on('/cgi-bin/ticket/getticket', { errcode: 48_001, errmsg: 'api unauthorized' })
    await expect(api.signPage('https://anpei.example.gov.cn/')).rejects.toMatchObject({
      kind: 'unauthorized',
    })
  })
})

describe('a page’s visitor', () => {
  const OAUTH = '/sns/oauth2/access_token'

  it('is sent to WeChat and back', () => {
    const { api } = stageApi(values, { appId: 'wx0123456789abcdef' })
    expect(api.authorizeUrl('https://anpei.example.gov.cn/s?a=1&b=2', 'state1')).toBe(
      'https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0123456789abcdef' +
        '&redirect_uri=https%3A%2F%2Fanpei.example.gov.cn%2Fs%3Fa%3D1%26b%3D2' +
        '&response_type=code&scope=snsapi_base&state=state1#wechat_redirect',
    )
  })

  it('is sent to the simulator where that stands in for WeChat', () => {
    const base = 'http://127.0.0.1:3000/simulator/weixin'
    const { api } = stageApi(values, { hosts: () => hostsAt(base) })
    expect(api.authorizeUrl('http://127.0.0.1:3000/s', 'x')).toMatch(
      `${base}/connect/oauth2/authorize?appid=`,
    )
  })

  it.each([
    [{ is_snapshotuser: 1 }, true],
    [{ is_snapshotuser: 0 }, false],
    [{}, false],
  ])('is known by their code; a snapshot is told apart: %j', async (more, isSnapshot) => {
    const { api, wechat } = stageApi(values, { appId: 'wx0123456789abcdee' })
    wechat.on(OAUTH, {
      access_token: 'theirs',
      expires_in: 7200,
      openid: 'oABC',
      scope: 'snsapi_base',
      ...more,
    })
    expect(await api.exchangeCode('a-code')).toEqual({ openid: 'oABC', isSnapshot })
    expect(wechat.asked).toEqual([
      {
        method: 'GET',
        path: OAUTH,
        query: {
          appid: 'wx0123456789abcdee',
          secret: SECRET,
          code: 'a-code',
          grant_type: 'authorization_code',
        },
        body: undefined,
      },
    ])
    expect(wechat.tokens.given).toBe(0)
  })

  it.each([40_029, 40_163, 42_003, 41_008])(
    'with a spent code (%i) begins anew, and nobody is alarmed',
    async errcode => {
      const { api, wechat, world, told } = stageApi(values)
      wechat.on(OAUTH, { errcode, errmsg: 'code been used, rid: 694e3229-6bf4b416' })
      await expect(api.exchangeCode('a-code')).rejects.toMatchObject({ code: 'not-allowed' })
      expect([world.lines, told]).toEqual([[], []])
    },
  )

  it.each([40_001, 40_125])(
    'is not known while the AppSecret is wrong (%i), and no token is blamed',
    async errcode => {
      const { api, wechat, told } = stageApi(values)
      wechat.on(OAUTH, { errcode, errmsg: 'invalid appsecret' })
      await expect(api.exchangeCode('a-code')).rejects.toMatchObject({ kind: 'config', errcode })
      expect(told).toEqual([{ code: errcode, remedy: expect.stringContaining('WECHAT_APP_SECRET') }])
      expect([wechat.tokens.given, wechat.asked.length]).toEqual([0, 1])
    },
  )
})
