import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createStream } from '../../../src/simulator/stream.ts'

/** Event names and ids that a page gets which opens with `lastId`, until the stream closes. */
async function seen(stream: ReturnType<typeof createStream>, lastId: string, during: () => void = () => {}) {
  const page = new PassThrough()
  stream.open(page, lastId)
  during()
  stream.close()
  return [...(await text(page)).matchAll(/(?:id: (\S+)\n)?event: (\w+)\ndata: (.*)\n\n/g)].map(
    ([, id, event, data]) => [id, event, JSON.parse(data ?? '')],
  )
}

const filled = (count: number) => {
  const stream = createStream('e1')
  for (let number = 1; number <= count; number++) stream.publish('incoming', { number })
  return stream
}

test('a page that was away gets what it missed, once', async () => {
  expect(await seen(filled(3), 'e1-2')).toEqual([['e1-3', 'incoming', { number: 3 }]])
  expect(await seen(filled(3), 'e1-3')).toEqual([])
})

test.each(['', 'e0-2', 'e1-x', 'nonsense'])(
  'the id %j is of another start: everything kept',
  async lastId => {
    expect(await seen(filled(2), lastId)).toHaveLength(2)
  },
)

test('what is announced has no id and is not kept', async () => {
  const stream = filled(0)
  stream.announce('clock', { now: 1 })
  expect(await seen(stream, '', () => stream.announce('clock', { now: 2 }))).toEqual([
    [undefined, 'clock', { now: 2 }],
  ])
})

test('the newest 500 are kept', async () => {
  const frames = await seen(filled(501), '')
  expect([frames.length, frames[0]?.[0]]).toEqual([500, 'e1-2'])
})

test('a page that has gone is forgotten', async () => {
  const stream = filled(0)
  const page = new PassThrough()
  stream.open(page, '')
  page.destroy()
  await new Promise(resolve => page.once('close', resolve))
  expect(() => stream.publish('incoming', {})).not.toThrow()
})
