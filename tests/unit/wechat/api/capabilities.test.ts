import { describe, expect, it } from 'vitest'
import type { Capabilities, Capability } from '../../../../src/wechat/api/capability.ts'
import { memoryValues } from '../../../support/memory-values.ts'
import {
  type ApiStage,
  type ScriptedWechat,
  scriptWechat,
  stageApi,
} from '../../../support/scripted-wechat.ts'

const values = memoryValues()

/** What a probe of each permission asks, and how WeChat answers one it lets in. */
const PROBES: Record<Exclude<Capability, 'oauth'>, [path: string, answer: object]> = {
  customerService: ['/cgi-bin/message/custom/typing', { errcode: 40_003, errmsg: 'invalid openid' }],
  template: ['/cgi-bin/template/get_all_private_template', { template_list: [] }],
  subscription: ['/wxaapi/newtmpl/gettemplate', { errcode: 0, data: [] }],
  media: ['/cgi-bin/media/get', { errcode: 40_007, errmsg: 'invalid media_id' }],
  menu: ['/cgi-bin/menu/get', { errcode: 46_003, errmsg: 'menu no exist' }],
  sceneQr: ['/cgi-bin/qrcode/create', { ticket: 't', url: 'u' }],
  tags: ['/cgi-bin/tags/get', { tags: [] }],
  jssdk: ['/cgi-bin/ticket/getticket', { errcode: 0, errmsg: 'ok', ticket: 't', expires_in: 7200 }],
}
const REFUSED = { errcode: 48_001, errmsg: 'api unauthorized rid: 62fb9bc8-078c24da' }

type Probed = keyof typeof PROBES
const ALL = Object.keys(PROBES) as Probed[]

function permit(wechat: ScriptedWechat, allowed: readonly Probed[]): void {
  for (const each of ALL) wechat.on(PROBES[each][0], allowed.includes(each) ? PROBES[each][1] : REFUSED)
}

function accountThatMay(allowed: readonly Probed[]): ApiStage {
  const wechat = scriptWechat()
  permit(wechat, allowed)
  return stageApi(values, { wechat })
}

const mayOf = ({ kind, ...can }: Capabilities) =>
  Object.entries(can)
    .filter(([, each]) => each === true)
    .map(([name]) => name)

/** wechat-platform §9. */
const VERIFIED: Probed[] = ['customerService', 'media', 'menu', 'tags', 'jssdk']
const KINDS: [what: string, allowed: Probed[], kind: Capabilities['kind']][] = [
  ['a verified service account', ALL, 'verified-service'],
  ['a verified subscription account', VERIFIED, 'verified-subscription'],
  ['an unverified service account', ['menu', 'jssdk'], 'unverified'],
  ['an unverified subscription account', ['jssdk'], 'unverified'],
  ['a test account', ALL.filter(each => each !== 'subscription'), 'verified-service'],
]

describe.each(KINDS)('%s', (_, allowed, kind) => {
  it('is known by what it may do', async () => {
    const { api, told, world } = accountThatMay(allowed)
    const can = await api.capabilities()
    expect(can.kind).toBe(kind)
    const oauth = kind === 'verified-service' ? ['oauth'] : []
    expect(mayOf(can).toSorted()).toEqual([...allowed, ...oauth].toSorted())
    expect(Object.values(can)).not.toContain('unknown')
    expect(told).toEqual([])
    expect(world.lines).toHaveLength(1)
  })
})

it('says once in the log what the account lacks', async () => {
  const { api, world } = accountThatMay(VERIFIED)
  await api.capabilities()
  await api.capabilities()
  expect(world.lines).toEqual([
    {
      level: 'warn',
      fields: {
        kind: 'verified-subscription',
        lacks: ['template', 'subscription', 'sceneQr', 'oauth'],
        unknown: [],
      },
      message: 'WeChat: the account may not do all of it; the assistant does without',
    },
  ])
})

it('is asked once for everyone, and remembered for a day', async () => {
  const one = accountThatMay(ALL)
  const lives = new Map<string, number>()
  const put = async (key: string, value: Uint8Array, lifeMs: number) => {
    lives.set(key, lifeMs)
    await values.put(key, value, lifeMs)
  }
  const shared = { appId: 'wx00000000000000cc', wechat: one.wechat }
  const stages = [stageApi({ ...values, put }, shared), stageApi(values, shared)]
  await stages[0]!.api.checkToken()
  lives.clear()
  await Promise.all([stages[0]!.api.capabilities(), stages[0]!.api.capabilities()])
  await stages[1]!.api.capabilities()
  expect(one.wechat.asked).toHaveLength(ALL.length)
  expect([lives.size, new Set(lives.values())]).toEqual([ALL.length, new Set([24 * 3_600_000])])
})

it('is corrected by every refusal, which the operator hears of', async () => {
  const { api, wechat, told } = accountThatMay(ALL)
  await api.capabilities()
  wechat.on('/cgi-bin/message/template/send', REFUSED)
  const message = { openid: 'o', templateId: 't', data: {}, clientMsgId: 'c' }
  expect(await api.sendTemplate(message)).toEqual({ ok: false, kind: 'unauthorized', code: 48_001 })
  expect(await api.capabilities()).toMatchObject({
    template: false,
    subscription: true,
    kind: 'verified-service',
  })
  wechat.on('/sns/oauth2/access_token', REFUSED)
  await expect(api.exchangeCode('c')).rejects.toMatchObject({ kind: 'unauthorized' })
  expect((await api.capabilities()).oauth).toBe(false)
  expect(told.map(({ code }) => code)).toEqual([48_001, 48_001])
})

it.each([
  [{ kind: 'account-verified', what: 'qualification', until: 0 } as const, []],
  [{ kind: 'account-verified', what: 'naming', until: 0 } as const, []],
  [{ kind: 'verification-expired', at: 0 } as const, ['verification-expired']],
])('is asked anew after %j', async (notice, codes) => {
  const { api, wechat, told } = accountThatMay(ALL)
  await api.capabilities()
  permit(wechat, [])
  expect((await api.capabilities()).kind).toBe('verified-service')
  await api.hearNotice(notice)
  expect(await api.capabilities()).toMatchObject({ kind: 'unverified', customerService: false, oauth: false })
  expect(told.map(({ code }) => code)).toEqual(codes)
})

it('stays after other notices; the operator hears that a verification ends', async () => {
  const { api, wechat, told } = accountThatMay(ALL)
  await api.capabilities()
  permit(wechat, [])
  await api.hearNotice({ kind: 'verification-due', until: 0 })
  await api.hearNotice({ kind: 'template-sent', messageId: '1', failure: '' })
  expect((await api.capabilities()).kind).toBe('verified-service')
  expect(told).toEqual([{ code: 'verification-due', remedy: expect.stringContaining('renew') }])
})

it.each([
  ['no answer', new TypeError('no')],
  ['a busy system', { errcode: -1, errmsg: 'system error' }],
  ['a restricted account', { errcode: 50_002, errmsg: 'user limited' }],
])('is not known after %s, and asked again soon', async (_, answer) => {
  const { api, wechat } = accountThatMay(ALL)
  for (const each of ALL) wechat.on(PROBES[each][0], answer)
  const can = await api.capabilities()
  expect(new Set(Object.values(can))).toEqual(new Set(['unknown']))
  const lives: number[] = []
  const watching = {
    ...values,
    put: async (_: string, __: Uint8Array, life: number) => void lives.push(life),
  }
  await stageApi(watching, { wechat }).api.capabilities()
  expect(lives.filter(life => life === 60_000)).toHaveLength(ALL.length)
})

it('a quota that is used up is a permission all the same', async () => {
  const { api, wechat } = accountThatMay([])
  wechat.on('/cgi-bin/qrcode/create', { errcode: 45_009, errmsg: 'reach max api daily quota limit' })
  expect(await api.capabilities()).toMatchObject({ sceneQr: true, kind: 'verified-service' })
})
