import { expect, test } from 'vitest'
import { createTestPlatform } from '../../../support/platform-api.ts'

const CREATE = '/cgi-bin/qrcode/create'
const words = (scene_str: string, more: object = {}) => ({
  action_name: 'QR_STR_SCENE',
  action_info: { scene: { scene_str } },
  ...more,
})

test('a temporary code is drawn and found until it expires', async () => {
  const api = createTestPlatform()
  const code = await api.post(CREATE, words('unit-1', { expire_seconds: 600 }))
  expect(code).toEqual({
    ticket: expect.stringMatching(/^gQ[\w-]+==$/),
    expire_seconds: 600,
    url: expect.stringMatching(/^http:\/\/weixin\.qq\.com\/q\/[\w-]+$/),
  })
  const ticket = String(code.ticket)
  expect(api.platform.codes.find(ticket)?.scene).toBe('unit-1')
  const picture = await api.raw('GET', '/cgi-bin/showqrcode', { ticket })
  expect(picture.headers?.['content-type']).toBe('image/png')
  expect(Buffer.from(picture.bytes ?? []).toString('latin1', 1, 4)).toBe('PNG')

  api.clock.advance(600_000)
  expect(api.platform.codes.find(ticket)).toBeUndefined()
  const gone = await api.raw('GET', '/cgi-bin/showqrcode', { ticket })
  expect(gone.headers?.['content-type']).toContain('text/html')
})

test('a permanent code lasts, and has no end in its answer', async () => {
  const api = createTestPlatform()
  const code = await api.post(CREATE, {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 'poster' } },
  })
  expect(Object.keys(code)).toEqual(['ticket', 'url'])
  api.clock.advance(365 * 24 * 3_600_000)
  expect(api.platform.codes.find(String(code.ticket))?.scene).toBe('poster')
})

test('the newest come first, expired ones not at all', async () => {
  const api = createTestPlatform()
  for (const scene of ['a', 'b', 'c']) await api.post(CREATE, words(scene, { expire_seconds: 600 }))
  await api.post(CREATE, words('short'))
  api.clock.advance(60_000)
  expect(api.platform.codes.newest(2).map(({ scene }) => scene)).toEqual(['c', 'b'])
  expect(api.platform.codes.newest(9).map(({ scene }) => scene)).toEqual(['c', 'b', 'a'])
})

test.each<[number | undefined, object]>([
  [undefined, words('x'.repeat(64))],
  [undefined, words('x', { expire_seconds: 2_592_000 })],
  [undefined, { action_name: 'QR_SCENE', action_info: { scene: { scene_id: 4_294_967_295 } } }],
  [undefined, { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 100_000 } } }],
  [40052, words('x', { action_name: 'QR_DANCE' })],
  [40052, {}],
  [40053, words('')],
  [40053, words('x'.repeat(65))],
  [40053, words('x', { expire_seconds: 2_592_001 })],
  [40053, { action_name: 'QR_STR_SCENE', action_info: { scene_str: 'x' } }],
  [40053, { action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 111 } } }],
  [40053, { action_name: 'QR_SCENE', action_info: { scene: { scene_id: 0 } } }],
  [40053, { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 100_001 } } }],
])('%s for %j', async (errcode, body) => {
  expect((await createTestPlatform().post(CREATE, body)).errcode).toBe(errcode)
})
