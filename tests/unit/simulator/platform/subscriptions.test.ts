import { expect, test } from 'vitest'
import { ANNA, BORIS, createTestPlatform, DEADLINE, DEADLINE_DATA } from '../../../support/platform-api.ts'

const SEND = '/cgi-bin/message/subscribe/bizsend'
const message = (template_id: string, more: object = {}) => ({
  touser: ANNA,
  template_id,
  data: DEADLINE_DATA,
  ...more,
})

test('one consent to a one-time template is one message, to a long-term one any number', async () => {
  const api = createTestPlatform()
  const send = async (template: string) => (await api.post(SEND, message(template))).errcode
  expect([await send(DEADLINE.once), await send(DEADLINE.lasting)]).toEqual([43101, 43101])

  api.platform.choose(ANNA, [{ template: DEADLINE.once, accepted: true }], 1)
  api.platform.choose(ANNA, [{ template: DEADLINE.once, accepted: true }], 1)
  expect([await send(DEADLINE.once), await send(DEADLINE.once), await send(DEADLINE.once)]).toEqual([
    0, 0, 43101,
  ])

  api.platform.choose(ANNA, [{ template: DEADLINE.lasting, accepted: true }], 2)
  for (let count = 0; count < 5; count++) expect(await send(DEADLINE.lasting)).toBe(0)
  expect((await api.post(SEND, message(DEADLINE.lasting, { touser: BORIS }))).errcode).toBe(43101)
  expect(api.shown).toHaveLength(7)
})

test('what was chosen, sent and switched off is pushed', async () => {
  const api = createTestPlatform()
  api.platform.choose(
    ANNA,
    [
      { template: DEADLINE.lasting, accepted: true },
      { template: DEADLINE.once, accepted: false },
    ],
    1,
  )
  const { msgid } = await api.post(SEND, message(DEADLINE.lasting))
  api.platform.switchOff(ANNA, DEADLINE.lasting)
  await api.platform.settled()

  expect((await api.post(SEND, message(DEADLINE.lasting))).errcode).toBe(43101)
  expect((await api.post(SEND, message(DEADLINE.once))).errcode).toBe(43101)
  expect(api.events.map(({ body }) => body.kind)).toEqual([
    'subscription-popup',
    'subscription-sent',
    'subscription-change',
  ])
  expect(msgid).toBeTypeOf('number')
})

test.each<[number, string, object]>([
  [40003, 'invalid openid', { touser: 'oNobody' }],
  [40037, 'invalid template_id', { template_id: DEADLINE.template }],
  [41030, 'invalid page', { page: 'index?foo=bar' }],
  [47003, 'argument invalid! data.thing1.value is empty', { data: {} }],
  [
    47003,
    'argument invalid! data.date2.value invalid',
    { data: { ...DEADLINE_DATA, date2: { value: '2022-03-20' } } },
  ],
])('%d %s, and the consent is still there', async (errcode, words, change) => {
  const api = createTestPlatform()
  api.platform.choose(ANNA, [{ template: DEADLINE.once, accepted: true }], 1)
  const answer = await api.post(SEND, message(DEADLINE.once, change))
  expect(answer.errcode).toBe(errcode)
  expect(answer.errmsg).toContain(words)
  expect((await api.post(SEND, message(DEADLINE.once, { page: 'http://localhost/u' }))).errcode).toBe(0)
})

test('the templates are listed: 2 is one-time, 3 long-term', async () => {
  const { data, errcode } = await createTestPlatform().get('/wxaapi/newtmpl/gettemplate')
  expect(errcode).toBe(0)
  expect(data).toHaveLength(6)
  expect(data).toContainEqual({
    priTmplId: DEADLINE.lasting,
    title: '报送期限提醒',
    content: '事项:{{thing1.DATA}}\n截止时间:{{date2.DATA}}\n单位:{{thing3.DATA}}\n状态:{{phrase4.DATA}}\n',
    example: '事项:报送自查报告\n截止时间:2022年3月20日\n单位:示例安全培训学校\n状态:待报送\n',
    type: 3,
  })
  expect(data).toContainEqual(expect.objectContaining({ priTmplId: DEADLINE.once, type: 2 }))
})
