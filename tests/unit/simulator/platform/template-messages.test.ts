import { describe, expect, test } from 'vitest'
import {
  ANNA,
  BORIS,
  createTestPlatform,
  DEADLINE,
  DEADLINE_DATA,
  NOTICE_TEMPLATE,
} from '../../../support/platform-api.ts'

const SEND = '/cgi-bin/message/template/send'
const message = (more: object = {}) => ({
  touser: ANNA,
  template_id: DEADLINE.template,
  data: DEADLINE_DATA,
  ...more,
})

/** A platform whom Anna follows. */
function start(options: Parameters<typeof createTestPlatform>[0] = {}) {
  const api = createTestPlatform(options)
  api.platform.hear(ANNA, { kind: 'follow' })
  return api
}

test('arrives as a notice with its fields, and the result follows as an event', async () => {
  const api = start()
  const { json = '' } = await api.raw(
    'POST',
    SEND,
    { access_token: await api.token() },
    message({ url: 'http://localhost/' }),
  )
  const id = /^\{"errcode":0,"errmsg":"ok","msgid":(\d+)\}$/.exec(json)?.[1] ?? ''
  expect(BigInt(id)).toBeGreaterThan(2n ** 53n)
  expect(api.shown).toEqual([
    [
      ANNA,
      {
        kind: 'notice',
        title: '报送期限提醒',
        fields: [
          { name: '事项', value: '报送自查报告' },
          { name: '截止时间', value: '2022年3月20日' },
          { name: '单位', value: '示例安全培训学校' },
          { name: '状态', value: '待报送' },
        ],
        url: 'http://localhost/',
      },
    ],
  ])
  expect(api.events).toEqual([])
  await api.platform.settled()
  expect(api.events).toEqual([
    { openid: ANNA, body: { kind: 'template-finish', messageId: id, status: 'success' } },
  ])
})

test.each(['failed:user block', 'failed: system failed'] as const)(
  '%s is told afterwards only',
  async status => {
    const api = start()
    api.platform.people.known(ANNA).templates = status
    expect((await api.post(SEND, message())).errcode).toBe(0)
    await api.platform.settled()
    expect(api.shown).toEqual([])
    expect(api.events).toMatchObject([{ body: { status } }])
  },
)

describe('client_msg_id', () => {
  test('sends once in ten minutes, to each person, under the same msgid', async () => {
    const api = start()
    api.platform.hear(BORIS, { kind: 'follow' })
    const send = async (touser: string, client_msg_id: string) =>
      (await api.post(SEND, message({ touser, client_msg_id }))).msgid
    const first = await send(ANNA, 'a')
    expect(await send(ANNA, 'a')).toBe(first)
    expect(await send(ANNA, 'b')).not.toBe(first)
    expect(await send(BORIS, 'a')).not.toBe(first)
    await api.platform.settled()
    expect([api.shown.length, api.events.length]).toEqual([3, 3])

    api.clock.advance(600_000)
    expect(await send(ANNA, 'a')).not.toBe(first)
    expect(api.shown).toHaveLength(4)
  })

  test('none is never a repetition', async () => {
    const api = start()
    await api.post(SEND, message())
    await api.post(SEND, message())
    expect(api.shown).toHaveLength(2)
  })
})

test.each<[number, string, object]>([
  [40003, 'invalid openid', { touser: 'oNobody' }],
  [43004, 'require subscribe', { touser: BORIS }],
  [40037, 'invalid template_id', { template_id: 'x' }],
  [40037, 'invalid template_id', { template_id: DEADLINE.lasting }],
  [47003, 'argument invalid! data.thing1.value is empty', { data: {} }],
  [47003, 'argument invalid! data.thing1.value is empty', { data: 'text' }],
  [
    47003,
    'argument invalid! data.phrase4.value is empty',
    { data: { ...DEADLINE_DATA, phrase4: { value: '' } } },
  ],
  [
    47003,
    'argument invalid! data.thing3.value invalid',
    { data: { ...DEADLINE_DATA, thing3: { value: '校'.repeat(21) } } },
  ],
])('%d %s', async (errcode, words, change) => {
  const api = start()
  const answer = await api.post(SEND, message(change))
  await api.platform.settled()
  expect(answer.errcode).toBe(errcode)
  expect(answer.errmsg).toContain(`${words} rid: `)
  expect([api.shown, api.events]).toEqual([[], []])
})

test('a line break ends a value on the phone', async () => {
  const api = start()
  await api.post(SEND, {
    touser: ANNA,
    template_id: NOTICE_TEMPLATE,
    data: { thing1: { value: '第一行\n第二行' }, thing2: { value: '请查收' } },
  })
  expect(api.shown).toMatchObject([[ANNA, { fields: [{ value: '第一行' }, { value: '请查收' }] }]])
})

test('the account’s templates are listed with content and example', async () => {
  const { template_list: list } = await createTestPlatform().get('/cgi-bin/template/get_all_private_template')
  expect(list).toHaveLength(3)
  expect(list).toContainEqual({
    template_id: DEADLINE.template,
    title: '报送期限提醒',
    primary_industry: '',
    deputy_industry: '',
    content: '事项:{{thing1.DATA}}\n截止时间:{{date2.DATA}}\n单位:{{thing3.DATA}}\n状态:{{phrase4.DATA}}\n',
    example: '事项:报送自查报告\n截止时间:2022年3月20日\n单位:示例安全培训学校\n状态:待报送\n',
  })
})

test('a webhook that fails does not keep other events', async () => {
  const pushed: string[] = []
  const api = start({
    push: async ({ openid }) => {
      if (openid === ANNA) throw new Error('away')
      pushed.push(openid)
    },
  })
  api.platform.hear(BORIS, { kind: 'follow' })
  await api.post(SEND, message())
  await api.post(SEND, message({ touser: BORIS }))
  await api.platform.settled()
  expect(pushed).toEqual([BORIS])
})
