import { expect, test } from 'vitest'
import { ANNA, APP_ID, createTestPlatform, SECRET } from '../../../support/platform-api.ts'

const SEND = '/cgi-bin/message/custom/send'
const start = () => {
  const api = createTestPlatform({ quotas: { [SEND]: 2 } })
  const send = async () => (await api.post(SEND, { touser: ANNA, msgtype: 'text' })).errcode
  const quota = async () => (await api.post('/cgi-bin/openapi/quota/get', { cgi_path: SEND })).quota
  return { ...api, send, quota }
}

test('used up until midnight in Beijing', async () => {
  const { send, quota, clock } = start()
  expect([await send(), await send(), await send()]).toEqual([44004, 44004, 45009])
  expect(await quota()).toEqual({ daily_limit: 2, used: 2, remain: 0 })
  clock.set(Date.parse('2022-03-14T23:59:59+08:00'))
  expect(await send()).toBe(45009)
  clock.set(Date.parse('2022-03-15T00:00:00+08:00'))
  expect(await send()).toBe(44004)
  expect(await quota()).toEqual({ daily_limit: 2, used: 1, remain: 1 })
})

test('cleared ten times a month', async () => {
  const { send, post, read, clock } = start()
  for (let count = 0; count < 10; count++) {
    await send()
    await send()
    expect(await send()).toBe(45009)
    const [path, body] = [
      ['/cgi-bin/clear_quota', { appid: APP_ID }],
      ['/cgi-bin/openapi/quota/clear', { cgi_path: SEND }],
    ][count % 2] as [string, object]
    expect((await post(path, body)).errcode).toBe(0)
  }
  const withSecret = { appid: APP_ID, appsecret: SECRET }
  expect((await read('POST', '/cgi-bin/clear_quota/v2', {}, withSecret)).errcode).toBe(48006)
  clock.set(Date.parse('2022-04-01T09:00:00+08:00'))
  expect((await read('POST', '/cgi-bin/clear_quota/v2', {}, withSecret)).errcode).toBe(0)
})

test.each<[string, object, number]>([
  ['/cgi-bin/clear_quota', { appid: 'wx0000000000000000' }, 40013],
  ['/cgi-bin/openapi/quota/get', { cgi_path: '/cgi-bin/none' }, 76021],
  ['/cgi-bin/openapi/quota/clear', { cgi_path: '' }, 76021],
])('%s with %j: %d', async (path, body, errcode) => {
  expect((await start().post(path, body)).errcode).toBe(errcode)
})

test('callback addresses come as a list', async () => {
  expect((await start().get('/cgi-bin/getcallbackip')).ip_list).toContain('198.51.100.12')
})
