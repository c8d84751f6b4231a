import type { RequestListener } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFetchPhoto } from '../../../src/wechat/fetch-photo.ts'
import { closeServers, serve } from '../../support/answering-server.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const TOO_MUCH = 10 * 1024 * 1024 + 1

afterEach(async () => {
  vi.unstubAllGlobals()
  await closeServers()
})

/** Fetching takes the server for the simulator. */
async function fetchFrom(answer: RequestListener, path = '/photo') {
  const origin = await serve(answer)
  return createFetchPhoto(() => origin)(origin + path)
}

/** What is asked of the network for an address; nothing answers. */
async function askedFor(url: string): Promise<string[]> {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: URL) => {
    asked.push(address.href)
    throw new TypeError('nothing answers')
  })
  await expect(createFetchPhoto(() => null)(url)).rejects.toThrow(/media-/)
  return asked
}

describe('only WeChat’s picture host is asked, and never in the clear', () => {
  it.each([
    ['http://mmbiz.qpic.cn/mmbiz_jpg/x/0?wx_fmt=jpeg', 'https://mmbiz.qpic.cn/mmbiz_jpg/x/0?wx_fmt=jpeg'],
    ['HTTPS://MMBIZ.QPIC.CN/x', 'https://mmbiz.qpic.cn/x'],
  ])('%s', async (url, href) => {
    expect(await askedFor(url)).toEqual([href])
  })

  it.each([
    '',
    'photo',
    'http://127.0.0.1/x',
    'http://[::1]/x',
    'http://169.254.169.254/latest/meta-data',
    'http://qpic.cn/x',
    'http://evilqpic.cn/x',
    'http://mmbiz.qpic.cn.example.com/x',
    'http://mmbiz.qpic.cn./x',
    'http://mmbiz.qpic.cn:8080/x',
    'http://mmbiz.qpic.cn@example.com/x',
    'http://somebody:secret@mmbiz.qpic.cn/x',
    'http://example.com\\@mmbiz.qpic.cn/x',
    'http://example.com#.qpic.cn',
    'ftp://mmbiz.qpic.cn/x',
    'file:///etc/passwd',
    'data:image/png;base64,iVBORw0KGgo=',
  ])('not %s', async url => {
    expect(await askedFor(url)).toEqual([])
  })
})

describe('what comes back', () => {
  it('is a photo by its bytes, whatever it calls itself', async () => {
    const photo = await fetchFrom((_, response) => response.setHeader('content-type', 'text/html').end(PNG))
    expect([photo.mediaType, Buffer.from(photo.bytes)]).toEqual(['image/png', PNG])
  })

  it('is refused when it is no photo', async () => {
    const page = fetchFrom((_, response) => response.setHeader('content-type', 'image/png').end('<html>'))
    await expect(page).rejects.toThrow('media-refused: type')
  })

  it('is refused beyond ten megabytes', async () => {
    const flood = fetchFrom((_, response) => response.end(Buffer.concat([PNG, Buffer.alloc(TOO_MUCH)])))
    await expect(flood).rejects.toThrow('media-refused: size')
  })

  it('is not followed elsewhere', async () => {
    let asked = 0
    const moved = fetchFrom((request, response) => {
      asked += 1
      response.writeHead(302, { location: `http://${request.headers.host}/elsewhere` }).end()
    })
    await expect(moved).rejects.toThrow('media-away')
    expect(asked).toBe(1)
  })

  it('may come later where there is nothing yet', async () => {
    await expect(fetchFrom((_, response) => response.writeHead(404).end())).rejects.toThrow('media-away')
  })

  it('may come later where it broke off', async () => {
    const broken = fetchFrom((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write(PNG)
      setImmediate(() => response.destroy())
    })
    await expect(broken).rejects.toThrow('media-away')
  })
})
