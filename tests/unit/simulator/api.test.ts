import { get as httpGet } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { child } from '../../../src/wechat/xml.ts'
import { startFakeProduct, textReply } from '../../support/fake-product.ts'
import { call, jsonOf, send } from '../../support/simulator-call.ts'
import { MENU, startSimulator } from '../../support/simulator-server.ts'

const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex')
const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

let product: Awaited<ReturnType<typeof startFakeProduct>>
let simulator: Awaited<ReturnType<typeof startSimulator>>
beforeAll(async () => {
  product = await startFakeProduct({ answer: ({ push }) => ({ open: textReply(push, '好') }) })
  simulator = await startSimulator(product.url)
})
afterAll(async () => {
  await simulator.close()
  await product.close()
})

const get = (path: string, headers = {}) => fetch(`${simulator.url}/simulator${path}`, { headers })
type State = {
  account: string
  personas: { label: string; openid: string }[]
  menu: unknown
  clock: { now: number; date: string }
  encrypted: boolean
}
const state = () => jsonOf<State>(get('/api/state'))
const upload = (type: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(`${simulator.url}/simulator/api/image`, { method: 'POST', headers: { 'content-type': type }, body })

test('the state names account, personas, menu and the campaign’s day', async () => {
  const { account, personas, menu, clock, encrypted } = await state()
  expect(account).toBe('安培助手')
  expect(personas.map(one => one.label)).toEqual([
    '培训机构经办人',
    '生产经营单位安全员',
    '同单位同事',
    '群众',
  ])
  expect(new Set(personas.map(one => one.openid)).size).toBe(4)
  for (const { openid } of personas) expect(openid).toMatch(/^o[\w-]{27}$/)
  expect(menu).toEqual(MENU)
  expect(clock.date).toBe('2022-03-14')
  expect(encrypted).toBe(true)
})

test('openids are the same after a restart', async () => {
  const again = await startSimulator(product.url)
  const other = await jsonOf<State>(fetch(`${again.url}/simulator/api/state`))
  await again.close()
  expect(other.personas).toEqual((await state()).personas)
})

describe('photos', () => {
  test('one is uploaded, pushed with its address, and served there', async () => {
    const { image } = await jsonOf<{ image: string }>(upload('image/jpeg', JPEG))
    await send(simulator.url, { kind: 'image', image })
    const address = child(product.seen.at(-1)!.push, 'PicUrl').text
    expect(address).toBe(`${simulator.url}/simulator/media/${image}`)

    const served = await fetch(address)
    expect(served.headers.get('content-type')).toBe('image/jpeg')
    expect(served.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await served.arrayBuffer())).toEqual(JPEG)
  })

  test('the type served is the one found in the bytes', async () => {
    const { image } = await jsonOf<{ image: string }>(upload('image/jpeg', PNG))
    expect((await get(`/media/${image}`)).headers.get('content-type')).toBe('image/png')
  })

  test.each([
    ['another type', 'image/svg+xml', Buffer.from('<svg/>'), 400],
    ['a page that calls itself a photo', 'image/png', Buffer.from('<html>'), 400],
    ['more than 10 MB', 'image/jpeg', Buffer.concat([JPEG, Buffer.alloc(10 * 1024 * 1024)]), 413],
  ])('%s is refused', async (_, type, bytes, status) => {
    expect((await upload(type, bytes)).status).toBe(status)
  })

  test('the newest 200 are kept', async () => {
    const ids: string[] = []
    for (let count = 0; count < 201; count++) {
      ids.push((await jsonOf<{ image: string }>(upload('image/png', PNG))).image)
    }
    expect((await get(`/media/${ids[0]}`)).status).toBe(404)
    expect((await get(`/media/${ids[1]}`)).status).toBe(200)
    expect((await get(`/media/${ids[200]}`)).status).toBe(200)
  })
})

describe('the campaign’s clock', () => {
  test('moves to a day', async () => {
    const moved = await jsonOf<State['clock']>(call(simulator.url, 'clock', { date: '2022-03-20' }))
    expect(moved.date).toBe('2022-03-20')
    expect((await state()).clock.date).toBe('2022-03-20')
  })

  test('does not move what is signed: the product finds it fresh', async () => {
    await call(simulator.url, 'clock', { date: '2021-12-06' })
    const before = Math.floor(Date.now() / 1000)
    await send(simulator.url, { kind: 'text', text: '好' })
    const { query, push } = product.seen.at(-1)!
    expect(Number(query.get('timestamp'))).toBeGreaterThanOrEqual(before)
    expect(Number(child(push, 'CreateTime').text)).toBeGreaterThanOrEqual(before)
  })
})

describe('bad input is refused with its reason', () => {
  test.each([
    ['send', { persona: 'institution', kind: 'text', text: '   ' }, 'text'],
    ['send', { persona: 'institution', kind: 'text', text: 'x'.repeat(5001) }, 'text'],
    ['send', { persona: 'institution', kind: 'telegram' }, 'kind'],
    ['send', { persona: 'institution', kind: 'text', text: 'a', menuId: '1</x>' }, 'menuId'],
    [
      'send',
      { persona: 'institution', kind: 'location', latitude: 91, longitude: 0, label: 'x' },
      'latitude',
    ],
    ['send', { persona: 'institution', kind: 'image', image: '0'.repeat(32) }, 'photo'],
    ['send', { persona: 'institution', kind: 'sticker', extra: 1 }, 'extra'],
    ['send', { persona: 'nobody', kind: 'sticker' }, 'institution'],
    ['clock', { date: '2022-02-30' }, 'date'],
    ['clock', { date: '1999-12-31' }, '2000'],
    ['clock', { days: 0.5 }, 'days'],
    ['clock', {}, 'days'],
  ])('%s %j', async (path, body, reason) => {
    const pushes = product.seen.length
    const response = await call(simulator.url, path, body)
    expect(response.status).toBe(400)
    const fault = await jsonOf<{ error: string; message: string }>(response)
    expect(fault.error).toBe('request-bad')
    expect(fault.message).toContain(reason)
    expect(product.seen).toHaveLength(pushes)
  })

  test.each([
    ['not JSON', 'application/json', '{"persona":', 400],
    ['a form, which any page could post', 'text/plain', '{"persona":"institution","kind":"sticker"}', 400],
    ['too much', 'application/json', `"${'x'.repeat(70_000)}"`, 413],
  ])('%s', async (_, type, body, status) => {
    const response = await fetch(`${simulator.url}/simulator/api/send`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(response.status).toBe(status)
  })

  test('a retry of one who has sent nothing', async () => {
    expect((await call(simulator.url, 'retry', { persona: 'citizen' })).status).toBe(404)
  })
})

describe('the page', () => {
  test('comes with a policy that runs no foreign and no inline script', async () => {
    const page = await get('')
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain(
      "default-src 'self'; img-src 'self' data: blob:",
    )
    const html = await page.text()
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="|https?:/)
  })

  test('every file it names is there', async () => {
    const html = await (await get('')).text()
    const names = [...html.matchAll(/(?:src|href)="\/simulator(\/[\w.-]+)"/g)].map(match => match[1]!)
    expect(names).toContain('/app.js')
    for (const name of names) expect((await get(name)).status, name).toBe(200)
  })

  test('is not sent twice to a browser that has it', async () => {
    const etag = (await get('/app.js')).headers.get('etag')!
    expect(await statusFor(etag)).toBe(304)
    expect(await statusFor('"old"')).toBe(200)
  })

  /** Not by fetch, which forbids a 304 to whoever sets the header. */
  const statusFor = (etag: string) =>
    new Promise(resolve =>
      httpGet(`${simulator.url}/simulator/app.js`, { headers: { 'if-none-match': etag } }, response => {
        response.resume()
        resolve(response.statusCode)
      }),
    )

  test.each(['/cast.json', '/nothing.js', '/..%2fcast.ts', '/%2e%2e/phone.ts'])('%s is not', async path => {
    expect((await get(path)).status).toBe(404)
  })
})
