import { describe, expect, test } from 'vitest'
import type { PersonBody } from '../../../../src/simulator/push-xml.ts'
import { ANNA, BORIS, createTestPlatform, type TestPlatform } from '../../../support/platform-api.ts'

const SEND = '/cgi-bin/message/custom/send'
const HOUR = 3_600_000
const text = (content: string, touser: string = ANNA) => ({ touser, msgtype: 'text', text: { content } })
const say = async (api: TestPlatform, words = '好') => (await api.post(SEND, text(words))).errcode

/** How many messages get through, and the code that the next one gets. */
async function until(api: TestPlatform): Promise<[count: number, errcode: number | undefined]> {
  for (let count = 0; count < 50; count++) {
    const errcode = await say(api)
    if (errcode !== 0) return [count, errcode]
  }
  return [50, undefined]
}

const MESSAGE: PersonBody = { kind: 'text', text: '你好' }
const CODE = { scene: 'unit', ticket: 't' }

describe('windows and counts', () => {
  test.each<[string, PersonBody, number, number]>([
    ['a text', MESSAGE, 5, 48 * HOUR],
    ['a photo', { kind: 'image', picUrl: '' }, 5, 48 * HOUR],
    ['a place', { kind: 'location', latitude: 0, longitude: 0, label: '' }, 5, 48 * HOUR],
    ['a tap on a menu message', { kind: 'text', text: '依据', menuId: '1' }, 3, 60_000],
    ['a tap in the menu', { kind: 'click', key: 'progress' }, 3, 60_000],
    ['following', { kind: 'follow' }, 3, 60_000],
    ['following by a code', { kind: 'follow', code: CODE }, 3, 60_000],
    ['scanning a code', { kind: 'scan', ...CODE }, 3, 60_000],
  ])('%s opens its window', async (_, body, count, life) => {
    const api = createTestPlatform()
    api.platform.hear(ANNA, body)
    expect(await until(api)).toEqual([count, 45047])
    api.platform.hear(ANNA, body)
    api.clock.advance(life - 1)
    expect(await say(api)).toBe(0)
    api.clock.advance(1)
    expect(await say(api)).toBe(45015)
  })

  test.each<PersonBody>([{ kind: 'view', url: 'http://localhost/' }])('%j opens none', async body => {
    const api = createTestPlatform()
    api.platform.hear(ANNA, body)
    expect(await say(api)).toBe(45015)
  })

  test('a tap’s messages come on top of a message’s, a second message begins its five anew', async () => {
    const api = createTestPlatform()
    api.platform.hear(ANNA, MESSAGE)
    api.platform.hear(ANNA, { kind: 'click', key: 'progress' })
    expect(await until(api)).toEqual([8, 45047])
    api.platform.hear(ANNA, MESSAGE)
    api.platform.hear(ANNA, MESSAGE)
    expect(await until(api)).toEqual([5, 45047])
  })

  test('unfollowing closes everything; one’s window is not another’s', async () => {
    const api = createTestPlatform()
    api.platform.hear(ANNA, MESSAGE)
    expect((await api.post(SEND, text('好', BORIS))).errcode).toBe(43004)
    api.platform.hear(ANNA, { kind: 'unfollow' })
    expect(await say(api)).toBe(43004)
    api.platform.hear(ANNA, { kind: 'follow' })
    expect(await until(api)).toEqual([3, 45047])
  })
})

describe('messages', () => {
  const open = () => {
    const api = createTestPlatform()
    api.platform.hear(ANNA, MESSAGE)
    return api
  }

  test('2048 bytes of text arrive, one more does not', async () => {
    const api = open()
    const longest = `${'安'.repeat(682)}ab`
    expect(await say(api, longest)).toBe(0)
    expect(await say(api, `${longest}c`)).toBe(45002)
    expect(api.shown).toEqual([[ANNA, { kind: 'text', text: longest }]])
  })

  test('picture, article and menu arrive as what they are', async () => {
    const api = open()
    const mediaId = api.platform.media.add({ bytes: Buffer.from('x'), mediaType: 'image/png' })
    const article = { title: '公告', description: '全文', url: 'https://example.com/', picurl: '' }
    const items = [{ id: '1', content: '满意' }]
    await api.post(SEND, { touser: ANNA, msgtype: 'image', image: { media_id: mediaId } })
    await api.post(SEND, { touser: ANNA, msgtype: 'news', news: { articles: [article] } })
    await api.post(SEND, {
      touser: ANNA,
      msgtype: 'msgmenu',
      msgmenu: { head_content: '评价', list: items, tail_content: '谢谢' },
    })
    expect(api.shown.map(([, incoming]) => incoming)).toEqual([
      { kind: 'image', mediaId },
      {
        kind: 'news',
        articles: [{ title: '公告', description: '全文', url: 'https://example.com/', picUrl: '' }],
      },
      { kind: 'menu', head: '评价', items, tail: '谢谢' },
    ])
  })

  const articles = (count: number) => Array.from({ length: count }, () => ({ title: 'a' }))
  test.each<[number, unknown]>([
    [40003, text('好', 'oNobody')],
    [40003, {}],
    [40003, { touser: 5, msgtype: 'text' }],
    [44004, text('')],
    [44004, { touser: ANNA, msgtype: 'text' }],
    [40008, { touser: ANNA, msgtype: 'hologram' }],
    [40007, { touser: ANNA, msgtype: 'image', image: { media_id: 'gone' } }],
    [45008, { touser: ANNA, msgtype: 'news', news: { articles: articles(2) } }],
    [45008, { touser: ANNA, msgtype: 'news', news: { articles: [] } }],
    [44004, { touser: ANNA, msgtype: 'msgmenu', msgmenu: { head_content: 'x', list: [] } }],
    [47001, '[1'],
    [47001, 'null'],
    [40033, `{"touser":"${ANNA}","msgtype":"text","text":{"content":"\\u597d"}}`],
  ])('%d for %j, and nothing is shown or counted', async (errcode, body) => {
    const api = open()
    expect((await api.post(SEND, body)).errcode).toBe(errcode)
    expect(api.shown).toEqual([])
    expect(await until(api)).toEqual([5, 45047])
  })
})

test('typing: after something was heard, not twice, and it can be taken back', async () => {
  const signs: boolean[] = []
  const api = createTestPlatform({ showTyping: (_, isOn) => void signs.push(isOn) })
  const type = async (command: string, touser: string = ANNA) =>
    (await api.post('/cgi-bin/message/custom/typing', { touser, command })).errcode
  expect([await type('Whisper'), await type('Typing', 'oNobody'), await type('Typing')]).toEqual([
    45072, 40003, 45080,
  ])
  api.platform.hear(ANNA, MESSAGE)
  expect([
    await type('Typing'),
    await type('Typing'),
    await type('CancelTyping'),
    await type('Typing'),
  ]).toEqual([0, 45081, 0, 0])
  api.clock.advance(15_000)
  expect(await type('Typing')).toBe(0)
  api.clock.advance(15_001)
  expect(await type('Typing')).toBe(45080)
  expect(signs).toEqual([true, false, true, true])
})
