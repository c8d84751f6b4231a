import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { child, children } from '../../../src/wechat/xml.ts'
import { ACCOUNT, startFakeProduct } from '../../support/fake-product.ts'
import { DEADLINE, DEADLINE_DATA, SECRET } from '../../support/platform-api.ts'
import { accountOf, call, jsonOf, send } from '../../support/simulator-call.ts'
import { startSimulator } from '../../support/simulator-server.ts'

let product: Awaited<ReturnType<typeof startFakeProduct>>
let simulator: Awaited<ReturnType<typeof startSimulator>>
let account: ReturnType<typeof accountOf>
/** Dates of the campaign's clock at which the product was given its turn. */
let jobs: string[]
beforeEach(async () => {
  jobs = []
  product = await startFakeProduct({ answer: () => ({ raw: 'success' }) })
  simulator = await startSimulator(product.url, {
    afterMove: async () =>
      void jobs.push(new Date(simulator.clock.now() + 8 * 3_600_000).toISOString().slice(0, 16)),
  })
  account = accountOf(simulator.url)
})
afterEach(async () => {
  await simulator.close()
  await product.close()
})

type State = {
  personas: { id: string; openid: string }[]
  menu: object
  clock: { date: string; until: null }
}
const state = () => jsonOf<State>(fetch(`${simulator.url}/simulator/api/state`))
const openidOf = async (persona: string) =>
  (await state()).personas.find(one => one.id === persona)?.openid ?? ''
const pushed = (name: string) => product.seen.map(({ push }) => child(push, name).text)
const text = async (words: string, persona = 'institution') =>
  account.post('/cgi-bin/message/custom/send', {
    touser: await openidOf(persona),
    msgtype: 'text',
    text: { content: words },
  })

type StreamEvent = { id: string; event: string; data: string }

/** Opens the page's stream; what comes back reads on until one event's data matches and returns all so far. */
async function listen(headers: Record<string, string> = {}) {
  const response = await fetch(`${simulator.url}/simulator/api/stream`, { headers })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  return async function until(words: string): Promise<StreamEvent[]> {
    let seen = ''
    for await (const chunk of response.body ?? []) {
      seen += Buffer.from(chunk).toString('utf8')
      const frames = [...seen.matchAll(/(?:id: (\S+)\n)?event: (\w+)\ndata: (.*)\n\n/g)]
      const events = frames.map(([, id = '', event = '', data = '']) => ({ id, event, data }))
      if (events.some(({ data }) => data.includes(words))) return events
    }
    throw new Error(`the stream ended after ${seen}`)
  }
}

describe('pushes to the phone', () => {
  test('a customer-service message reaches the stream; whoever was away gets it by the last id', async () => {
    await send(simulator.url, { kind: 'text', text: '好' })
    expect(await text('第一条')).toEqual({ errcode: 0, errmsg: 'ok' })
    const [first] = await (await listen())('第一条')
    expect(JSON.parse(first?.data ?? '')).toEqual({
      openid: await openidOf('institution'),
      at: expect.any(Number),
      incoming: { kind: 'text', text: '第一条' },
    })

    await text('第二条')
    const missed = await (await listen({ 'last-event-id': first?.id ?? '' }))('第二条')
    expect(missed).toHaveLength(1)
  })

  test('a template message’s result comes to the webhook as WeChat sends it', async () => {
    await send(simulator.url, { kind: 'follow' })
    const { msgid } = await account.post('/cgi-bin/message/template/send', {
      touser: await openidOf('institution'),
      template_id: DEADLINE.template,
      data: DEADLINE_DATA,
    })
    await simulator.platform.settled()
    const { push } = product.seen.at(-1)!
    expect(['Event', 'Status'].map(name => child(push, name).text)).toEqual([
      'TEMPLATESENDJOBFINISH',
      'success',
    ])
    expect(Number(child(push, 'MsgID').text)).toBe(msgid)
    expect(product.seen.at(-1)?.query.get('openid')).toBe(await openidOf('institution'))
  })

  test('a person who follows as far as the page remembers follows', async () => {
    expect(await text('好')).toMatchObject({ errcode: 43004 })
    await call(simulator.url, 'hold', { persona: 'citizen', followers: ['institution'] })
    expect(await text('好')).toMatchObject({ errcode: 45015 })
    await send(simulator.url, { kind: 'unfollow' })
    await call(simulator.url, 'hold', { persona: 'citizen', followers: ['institution'] })
    expect(await text('好')).toMatchObject({ errcode: 43004 })
  })

  test('typing and a changed menu are announced to whoever looks', async () => {
    await send(simulator.url, { kind: 'text', text: '好' })
    const until = await listen()
    const touser = await openidOf('institution')
    await account.post('/cgi-bin/message/custom/typing', { touser, command: 'Typing' })
    await account.get('/cgi-bin/menu/delete')
    const events = await until('开始自查')
    expect(events.map(({ id, event }) => [id, event])).toEqual([
      ['', 'typing'],
      ['', 'menu'],
    ])
  })
})

describe('what people send', () => {
  const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex')

  test('media can be fetched by their MediaId', async () => {
    const uploaded = await fetch(`${simulator.url}/simulator/api/image`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: JPEG,
    })
    await send(simulator.url, { kind: 'image', image: (await jsonOf<{ image: string }>(uploaded)).image })
    await send(simulator.url, { kind: 'voice' })
    await send(simulator.url, { kind: 'video' })
    const [photo = '', voice = '', video = ''] = pushed('MediaId')
    const thumb = pushed('ThumbMediaId').at(-1) ?? ''

    const file = await account.get('/cgi-bin/media/get', { media_id: photo })
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${photo}.jpg"`)
    expect(Buffer.from(await file.arrayBuffer())).toEqual(JPEG)
    const types = [voice, thumb].map(async media_id =>
      (await account.get('/cgi-bin/media/get', { media_id })).headers.get('content-type'),
    )
    expect(await Promise.all(types)).toEqual(['audio/amr', 'image/png'])
    const { video_url } = await jsonOf<{ video_url: string }>(
      account.get('/cgi-bin/media/get', { media_id: video }),
    )
    expect(video_url.startsWith(`${simulator.url}/simulator/weixin/`)).toBe(true)
    expect((await fetch(video_url)).headers.get('content-type')).toBe('video/mp4')
  })

  test('a link', async () => {
    const link = { title: '广告', description: '培训', url: 'https://example.com/a' }
    await send(simulator.url, { kind: 'link', ...link })
    expect(['MsgType', 'Title', 'Url'].map(name => pushed(name)[0])).toEqual(['link', '广告', link.url])
    expect(
      (await call(simulator.url, 'send', { persona: 'citizen', kind: 'link', ...link, url: 'javascript:1' }))
        .status,
    ).toBe(400)
  })

  test('a scanned code: SCAN from a follower, following by it from anyone else', async () => {
    const scene = {
      action_name: 'QR_STR_SCENE',
      action_info: { scene: { scene_str: 'unit-7' } },
      expire_seconds: 600,
    }
    const { ticket } = await account.post('/cgi-bin/qrcode/create', scene)
    expect(await jsonOf(fetch(`${simulator.url}/simulator/api/codes`))).toEqual({
      codes: [{ ticket, scene: 'unit-7' }],
    })
    expect(await send(simulator.url, { kind: 'scan', ticket, scene: 'unit-7' })).toMatchObject({
      follows: true,
    })
    await send(simulator.url, { kind: 'scan', ticket, scene: 'unit-7' })
    await send(simulator.url, { kind: 'scan', scene: 'printed' })
    expect(pushed('Event')).toEqual(['subscribe', 'SCAN', 'SCAN'])
    expect(pushed('EventKey')).toEqual(['qrscene_unit-7', 'unit-7', 'printed'])
    expect(pushed('Ticket').slice(0, 2)).toEqual([ticket, ticket])
    expect(
      (await call(simulator.url, 'send', { persona: 'citizen', kind: 'scan', ticket: 'gone', scene: 'x' }))
        .status,
    ).toBe(400)
  })
})

test('the phone shows the published menu, and the given one when that is gone', async () => {
  const given = (await state()).menu
  const button = [{ type: 'click', name: '公布的', key: 'published' }]
  expect(await account.post('/cgi-bin/menu/create', { button })).toMatchObject({ errcode: 0 })
  expect((await state()).menu).toEqual({ buttons: button })
  await account.get('/cgi-bin/menu/delete')
  expect((await state()).menu).toEqual(given)
})

test('the campaign runs through its working hours, with the product’s jobs at each stop', async () => {
  const end = await jsonOf(call(simulator.url, 'run', { until: '2022-03-15' }))
  expect(end).toMatchObject({ date: '2022-03-15', until: null })
  expect(jobs).toEqual(['2022-03-14T09:30', '2022-03-14T15:00', '2022-03-15T09:30', '2022-03-15T15:00'])
  await call(simulator.url, 'clock', { days: 1 })
  expect(jobs).toHaveLength(5)
  expect((await call(simulator.url, 'run', { until: '2022-03-01' })).status).toBe(400)
})

describe('the panel', () => {
  const control = (change: object) =>
    jsonOf<{ account: object; people: unknown[] }>(call(simulator.url, 'platform', change))

  test('changes the account’s kind and ends its tokens', async () => {
    const access_token = await account.token()
    expect((await control({ kind: 'unverified-service' })).account).toMatchObject({
      kind: 'unverified-service',
    })
    expect(await text('好')).toMatchObject({ errcode: 48001 })
    await control({ expireTokens: true })
    const old = fetch(account.at('/cgi-bin/getcallbackip', { access_token }))
    expect(await jsonOf(old)).toMatchObject({ errcode: 42001 })
    await control({ isWelcome: false })
    expect(await account.token()).toBeUndefined()
    expect((await call(simulator.url, 'platform', { kind: 'none' })).status).toBe(400)
  })

  test('shows what a person holds and switches it off; blocks template messages', async () => {
    simulator.platform.choose(await openidOf('citizen'), [{ template: DEADLINE.once, accepted: true }], 2)
    const held = { template: DEADLINE.once, title: '报送期限提醒', credits: 1, lasting: false }
    expect((await control({ persona: 'citizen', blocksTemplates: true })).people[3]).toEqual({
      id: 'citizen',
      blocksTemplates: true,
      held: [held],
      off: [],
    })
    const after = await control({ persona: 'citizen', switchOff: DEADLINE.once })
    expect(after.people[3]).toMatchObject({ held: [] })
    await simulator.platform.settled()
    expect(pushed('Event')).toEqual(['subscribe_msg_popup_event', 'subscribe_msg_change_event'])
  })
})

describe('the open tag’s server side', () => {
  test('a page is configured with a right signature only', async () => {
    const { ticket } = await jsonOf<{ ticket: string }>(
      account.get('/cgi-bin/ticket/getticket', { type: 'jsapi' }),
    )
    const url = `${simulator.url}/u/page?a=1`
    const signature = createHash('sha1')
      .update(`jsapi_ticket=${ticket}&noncestr=n&timestamp=1&url=${url}`)
      .digest('hex')
    const config = { appId: ACCOUNT.appId, timestamp: 1, nonceStr: 'n', signature, url }
    const answerTo = (change: object) => jsonOf(call(simulator.url, 'page-config', { ...config, ...change }))
    expect(await answerTo({})).toEqual({ errMsg: 'config:ok' })
    for (const change of [{ url: `${url}2` }, { appId: 'wx0000000000000000' }, { signature: 'x' }])
      expect(await answerTo(change)).toEqual({ errMsg: 'config:fail,Error: invalid signature' })
  })

  const two = [DEADLINE.once, 'SimTipProgressOneTime0000000000000000000001']
  test.each<[object, string[]]>([
    [{ templates: [{ id: DEADLINE.once, title: '报送期限提醒' }], kept: [] }, [DEADLINE.once, DEADLINE.once]],
    [{ errCode: 20001 }, ['none']],
    [{ errCode: 20001 }, [DEADLINE.template]],
    [{ errCode: 20002 }, [DEADLINE.once, DEADLINE.lasting]],
    [{ errCode: 20003 }, [...two, ...two]],
  ])('the sheet: %j for %j', async (sheet, templates) => {
    expect(await jsonOf(call(simulator.url, 'sheet', { templates }))).toEqual(sheet)
  })

  test('what is chosen counts for whoever holds the phone, and is pushed', async () => {
    await call(simulator.url, 'hold', { persona: 'enterprise', followers: [] })
    await call(simulator.url, 'choose', { choices: [{ template: DEADLINE.lasting, accepted: true }] })
    const page = { touser: await openidOf('enterprise'), template_id: DEADLINE.lasting, data: DEADLINE_DATA }
    expect(await account.post('/cgi-bin/message/subscribe/bizsend', page)).toMatchObject({ errcode: 0 })
    await simulator.platform.settled()
    const popup = child(product.seen[0]!.push, 'SubscribeMsgPopupEvent')
    const fields = ['TemplateId', 'SubscribeStatusString', 'PopupScene']
    expect(children(popup, 'List').map(list => fields.map(name => child(list, name).text))).toEqual([
      [DEADLINE.lasting, 'accept', '1'],
    ])
    expect(pushed('Event')).toEqual(['subscribe_msg_popup_event', 'subscribe_msg_sent_event'])
  })

  test('what somebody answers once and for all is not asked again until they switch it on', async () => {
    const templates = [DEADLINE.lasting, 'SimTipProgressLongTerm000000000000000000001']
    const choices = templates.map((template, index) => ({ template, accepted: index === 0 }))
    await call(simulator.url, 'hold', { persona: 'enterprise', followers: [] })
    await call(simulator.url, 'choose', { choices, keep: true })
    const sheet = () => jsonOf(call(simulator.url, 'sheet', { templates }))
    expect(await sheet()).toEqual({ templates: [], kept: choices })
    await call(simulator.url, 'hold', { persona: 'citizen', followers: [] })
    expect(await sheet()).toMatchObject({ kept: [] })

    const panel = (change: object) =>
      jsonOf<{ people: { id: string; off: { title: string }[] }[] }>(
        call(simulator.url, 'platform', { persona: 'enterprise', ...change }),
      )
    const off = async (change: object) =>
      (await panel(change)).people.find(({ id }) => id === 'enterprise')?.off.map(({ title }) => title)
    // Switching one off keeps it so; nobody is asked about it either.
    expect(await off({ switchOff: DEADLINE.lasting })).toEqual(['报送期限提醒', '举报进展通知'])
    expect(await off({ switchOn: DEADLINE.lasting })).toEqual(['举报进展通知'])
  })

  test('a page learns by OAuth who holds the phone', async () => {
    await call(simulator.url, 'hold', { persona: 'citizen', followers: [] })
    const back = await fetch(
      account.at('/connect/oauth2/authorize', {
        appid: ACCOUNT.appId,
        redirect_uri: `${simulator.url}/u/page`,
        response_type: 'code',
        scope: 'snsapi_base',
        state: 's',
      }),
      { redirect: 'manual' },
    )
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const exchange = { appid: ACCOUNT.appId, secret: SECRET, code, grant_type: 'authorization_code' }
    expect(await jsonOf(fetch(account.at('/sns/oauth2/access_token', exchange)))).toMatchObject({
      openid: await openidOf('citizen'),
    })
  })
})

test('anything else under the platform’s path is a code of WeChat’s, too much a 413', async () => {
  expect(await jsonOf(fetch(account.at('/cgi-bin/nothing')))).toMatchObject({ errcode: 40066 })
  const huge = fetch(account.at('/cgi-bin/stable_token'), {
    method: 'POST',
    body: Buffer.alloc(12 * 1024 * 1024),
  })
  expect((await huge).status).toBe(413)
})
