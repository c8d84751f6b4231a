import { afterEach, expect, test } from 'vitest'
import { type Answer, type SeenPush, startFakeProduct, textReply } from '../../support/fake-product.ts'
import { retry, send } from '../../support/simulator-call.ts'
import { startSimulator } from '../../support/simulator-server.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A simulator whose product answers each push as `answer` says. */
async function start(
  answer: (seen: SeenPush, count: number) => Answer,
  options: { answerMs?: number; encodingAesKey?: null } = {},
) {
  const product = await startFakeProduct({ answer, ...options })
  const simulator = await startSimulator(product.url, options)
  closing.push(simulator.close, product.close)
  return { product, url: simulator.url }
}

const hello = { kind: 'text', text: '自查' }
const FAULT = [{ kind: 'fault' }]
const faults = ({ wire }: Awaited<ReturnType<typeof send>>) => wire.tries.map(one => one.fault)

test('a reply becomes a bubble, and the wire shows it sealed and open', async () => {
  const { product, url } = await start(({ push }) => ({ open: textReply(push, '第一行\n第二行') }))
  const { bubbles, wire } = await send(url, hello)

  expect(bubbles).toEqual([{ kind: 'text', text: '第一行\n第二行' }])
  expect(wire.request.open).toBe(product.seen[0]!.xml)
  expect(wire.request.encrypted).toBe(product.seen[0]!.body)
  expect(wire.request.encrypted).not.toContain('自查')
  expect(wire.reply.encrypted).not.toContain('第一行')
  expect(wire.reply.open).toContain('第一行')
  expect(wire.tries).toMatchObject([{ status: 200, fault: null }])
})

test('a product that does not answer in time is asked three times with the same message', async () => {
  const { product, url } = await start(() => ({ hang: true }), { answerMs: 100 })
  const exchange = await send(url, hello)

  expect(exchange.bubbles).toEqual(FAULT)
  expect(faults(exchange)).toEqual(['late', 'late', 'late'])
  expect(new Set(product.seen.map(one => one.xml)).size).toBe(1)
  expect(new Set(product.seen.map(one => one.query.get('msg_signature'))).size).toBe(3)
})

test('an answer to a later try counts', async () => {
  const { url } = await start(
    ({ push }, count) => (count < 3 ? { hang: true } : { open: textReply(push, '来了') }),
    { answerMs: 1000 },
  )
  const exchange = await send(url, hello)

  expect(exchange.bubbles).toEqual([{ kind: 'text', text: '来了' }])
  expect(faults(exchange)).toEqual(['late', 'late', null])
})

test.each([
  ['JSON', { raw: '{"text":"好"}' }, 'malformed'],
  ['an error page', { raw: '<h1>Internal Server Error</h1>', status: 500 }, 'status'],
  ['a redirect', { raw: '', status: 302 }, 'status'],
  ['an open reply in safe mode', { raw: '<xml><Content>x</Content></xml>' }, 'not-encrypted'],
])('%s is asked for again, then the fault notice comes', async (_, answer, fault) => {
  const { product, url } = await start(() => answer)
  const exchange = await send(url, hello)

  expect(exchange.bubbles).toEqual(FAULT)
  expect(faults(exchange)).toEqual([fault, fault, fault])
  expect(product.seen).toHaveLength(3)
})

test('a product that is not there brings the fault notice', async () => {
  const { product, url } = await start(() => ({ raw: 'success' }))
  await product.close()
  closing.pop()
  const exchange = await send(url, hello)

  expect(exchange.bubbles).toEqual(FAULT)
  expect(exchange.wire.reply.status).toBeNull()
  expect(faults(exchange)).toEqual(['unreachable', 'unreachable', 'unreachable'])
})

test.each(['success', ''])('%j is silence: no bubble, one try', async raw => {
  const { product, url } = await start(() => ({ raw }))
  expect((await send(url, hello)).bubbles).toEqual([])
  expect(product.seen).toHaveLength(1)
})

test('2048 bytes of text are shown, one more is a fault at once', async () => {
  const longest = `${'安'.repeat(682)}ab`
  const { product, url } = await start(({ push }, count) => ({
    open: textReply(push, count === 1 ? longest : `${longest}c`),
  }))

  expect((await send(url, hello)).bubbles).toEqual([{ kind: 'text', text: longest }])
  const exchange = await send(url, hello)
  expect(exchange.bubbles).toEqual(FAULT)
  expect(faults(exchange)).toEqual(['too-long'])
  expect(product.seen).toHaveLength(2)
})

test('a retry sends the same push again and says whether the reply is the same', async () => {
  const { product, url } = await start(({ push }, count) => ({
    open: textReply(push, count < 3 ? '记下了' : '又记下了'),
  }))
  await send(url, hello)

  expect(await retry(url)).toMatchObject({ same: true, bubbles: [{ text: '记下了' }] })
  expect(await retry(url)).toMatchObject({ same: false, bubbles: [{ text: '又记下了' }] })
  expect(product.seen[1]!.xml).toBe(product.seen[0]!.xml)
  expect(product.seen[2]!.xml).toBe(product.seen[0]!.xml)
  await send(url, hello)
  expect(product.seen[3]!.xml).not.toBe(product.seen[0]!.xml)
})

test('without a key everything goes in the open, signed all the same', async () => {
  const { product, url } = await start(({ push }) => ({ open: textReply(push, '明文') }), {
    encodingAesKey: null,
  })
  const { bubbles, wire } = await send(url, hello)

  expect(bubbles).toEqual([{ kind: 'text', text: '明文' }])
  expect(wire.request.encrypted).toBe(wire.request.open)
  expect(product.seen[0]!.query.has('encrypt_type')).toBe(false)
  expect(product.seen[0]!.query.get('signature')).toMatch(/^[0-9a-f]{40}$/)
})
