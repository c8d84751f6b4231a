import { expect, it } from 'vitest'
import { memoryValues } from '../../../support/memory-values.ts'
import { stageApi } from '../../../support/scripted-wechat.ts'

const values = memoryValues()

const OPENID = 'oPenIdOfSomebody-0123456789'
const template = {
  openid: OPENID,
  templateId: 'iPk5sOIt5X_flOVKn5GrTFpncEYTojx6ddbt8WYoV5s',
  clientMsgId: 'reminder-0001',
}

it('a customer-service message is a text', async () => {
  const { api, wechat } = stageApi(values)
  expect(await api.sendCustomerService(OPENID, '请于3月31日前报送。\n“自查”')).toEqual({
    ok: true,
    messageId: '',
  })
  expect(wechat.asked).toEqual([
    {
      method: 'POST',
      path: '/cgi-bin/message/custom/send',
      query: { access_token: wechat.tokens.current },
      body: { touser: OPENID, msgtype: 'text', text: { content: '请于3月31日前报送。\n“自查”' } },
    },
  ])
})

it('JSON goes out as it is, without escapes that WeChat refuses', async () => {
  const bodies: unknown[] = []
  const stage = stageApi(values)
  const fetch: typeof globalThis.fetch = (input, init) => {
    bodies.push(init?.body)
    return stage.wechat.fetch(input, init)
  }
  await stageApi(values, { wechat: { ...stage.wechat, fetch } }).api.sendCustomerService(OPENID, '自查😀')
  expect(bodies.at(-1)).toContain('"自查😀"')
})

it.each([
  [2048, true],
  [2049, false],
])('a customer-service message of %i bytes goes out: %s', async (bytes, goes) => {
  const { api, wechat, world } = stageApi(values)
  const sent = await api.sendCustomerService(OPENID, 'x'.repeat(bytes))
  expect(sent).toEqual(goes ? { ok: true, messageId: '' } : { ok: false, kind: 'invalid', code: 45_002 })
  expect([wechat.asked.length, world.lines.length]).toEqual(goes ? [1, 0] : [0, 1])
})

it('a template message carries its fields as they fit, its address and its id', async () => {
  const { api, wechat } = stageApi(values)
  wechat.on('/cgi-bin/message/template/send', '{"errcode":0,"errmsg":"ok","msgid":3557254367693750277}')
  const sent = await api.sendTemplate({
    ...template,
    url: 'https://anpei.example.gov.cn/u/l/abc',
    data: { thing01: '自查报告\n请尽快', date2: '2022年3月31日', thing3: '', phrase4: '待报送。' },
  })
  expect(sent).toEqual({ ok: true, messageId: '3557254367693750277' })
  expect(wechat.asked[0]?.body).toEqual({
    touser: OPENID,
    template_id: template.templateId,
    url: 'https://anpei.example.gov.cn/u/l/abc',
    client_msg_id: 'reminder-0001',
    data: {
      thing01: { value: '自查报告 请尽快' },
      date2: { value: '2022年3月31日' },
      thing3: { value: '无' },
      phrase4: { value: '待报送' },
    },
  })
})

it('a subscription message goes to bizsend, and needs no id from WeChat', async () => {
  const { api, wechat } = stageApi(values)
  const message = {
    openid: OPENID,
    templateId: 't',
    page: 'https://anpei.example.gov.cn/',
    data: { thing1: '词' },
  }
  expect(await api.sendSubscription(message)).toEqual({ ok: true, messageId: '' })
  expect(wechat.asked[0]).toMatchObject({
    path: '/cgi-bin/message/subscribe/bizsend',
    body: { touser: OPENID, template_id: 't', page: message.page, data: { thing1: { value: '词' } } },
  })
})

it.each(['sendTemplate', 'sendSubscription'] as const)(
  '%s with a field that can never fit does not go out, and the log names the field alone',
  async send => {
    const { api, wechat, world } = stageApi(values)
    const data = { thing1: '词', character_string2: '回执号某某' }
    expect(await api[send]({ ...template, data })).toEqual({ ok: false, kind: 'invalid', code: 47_003 })
    expect([wechat.asked, wechat.tokens.given]).toEqual([[], 0])
    expect(world.lines).toEqual([
      {
        level: 'error',
        fields: expect.objectContaining({ code: 47_003, field: 'character_string2' }),
        message: 'WeChat refuses what was sent',
      },
    ])
    expect(JSON.stringify(world.lines)).not.toContain('回执号')
  },
)
