import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { hostsAt, WECHAT_HOSTS } from '../../../../src/wechat/api/hosts.ts'
import { videoAddress } from '../../../../src/wechat/api/video-address.ts'
import { closeServers, serve } from '../../../support/answering-server.ts'
import { memoryValues } from '../../../support/memory-values.ts'
import { stageApi } from '../../../support/scripted-wechat.ts'

const values = memoryValues()
afterEach(closeServers)

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const AMR = Buffer.from('#!AMR\n<sound>')
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42<pictures>')])
const LIMITS = { maxBytes: 1_000, timeoutMs: 20_000 }

type Handler = (response: ServerResponse, path: string, origin: string) => void

/** A client of a server that answers media/get so, and every other path by `elsewhere`. */
async function stage(media: Handler, elsewhere: Handler = response => response.writeHead(500).end()) {
  const asked: string[] = []
  const origin: string = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? '', origin)
    asked.push(pathname)
    if (pathname === '/cgi-bin/stable_token')
      return response.end('{"access_token":"a-token","expires_in":7200}')
    return (pathname === '/cgi-bin/media/get' ? media : elsewhere)(response, request.url ?? '', origin)
  })
  const staged = stageApi(values, {
    base: () => origin,
    hosts: () => hostsAt(`${origin}/simulator`),
    fetch: globalThis.fetch,
  })
  return { ...staged, asked }
}

const json =
  (body: object): Handler =>
  response => {
    response.setHeader('content-type', 'application/json; encoding=utf-8').end(JSON.stringify(body))
  }
const video: Handler = (response, _, origin) =>
  json({ video_url: `${origin}/video.mp4?vkey=1` })(response, '', '')

async function fetched(media: Handler, elsewhere?: Handler, limits = LIMITS) {
  const { api } = await stage(media, elsewhere)
  const { bytes, mediaType } = await api.fetchMedia('MEDIA-ID', limits)
  return [mediaType, Buffer.from(bytes)]
}

describe('what a person sent', () => {
  it('is asked for by its id and a token', async () => {
    const seen: string[] = []
    await fetched((response, path) => {
      seen.push(path)
      response.end(PNG)
    })
    expect(seen).toEqual(['/cgi-bin/media/get?access_token=a-token&media_id=MEDIA-ID'])
  })

  it.each([
    ['image/png', PNG, 'text/html'],
    ['audio/amr', AMR, 'application/octet-stream'],
    ['audio/mpeg', Buffer.from('ID3<sound>'), ''],
    ['audio/mpeg', Buffer.from([0xff, 0xfb, 0x90]), ''],
    ['video/mp4', MP4, 'image/png'],
    ['voice/speex', Buffer.from([1, 2, 3]), 'voice/speex'],
  ])('is %s by its bytes, or where those say nothing by its name', async (type, bytes, declared) => {
    const handler: Handler = response => response.setHeader('content-type', declared).end(bytes)
    expect(await fetched(handler)).toEqual([type, bytes])
  })

  it.each([
    ['image/png', '<html>'],
    ['application/pdf', '%PDF-1.4'],
    ['', ''],
  ])('is refused when it is no such thing: %s', async (declared, body) => {
    const page = fetched(response => response.setHeader('content-type', declared).end(body))
    await expect(page).rejects.toThrow('media-refused: type')
  })

  it('is refused beyond the limit', async () => {
    const flood = fetched(response => response.end(Buffer.concat([PNG, Buffer.alloc(1_000)])))
    await expect(flood).rejects.toThrow('media-refused: size')
  })

  it('may come later where it broke off', async () => {
    const broken = fetched(response => {
      response.writeHead(200, { 'content-length': '100' }).write(PNG)
      setImmediate(() => response.destroy())
    })
    await expect(broken).rejects.toThrow('media-away')
  })

  it('may come later where it does not come in time', async () => {
    const { api } = await stage(() => {})
    await expect(api.fetchMedia('M', { ...LIMITS, timeoutMs: 300 })).rejects.toThrow('media-away')
  })

  it('is not followed elsewhere', async () => {
    const { api, asked } = await stage(response => response.writeHead(302, { location: '/elsewhere' }).end())
    await expect(api.fetchMedia('M', LIMITS)).rejects.toThrow('media-away')
    expect(asked).toEqual(['/cgi-bin/stable_token', '/cgi-bin/media/get'])
  })
})

describe('an error comes as JSON with HTTP 200', () => {
  it.each([
    [40_007, 'media-refused'],
    [48_001, 'media-refused'],
    [-1, 'media-away'],
    [45_009, 'media-away'],
    [40_164, 'media-away'],
    [99_999, 'media-away'],
  ])('%i: %s', async (errcode, code) => {
    const { api, waits } = await stage(json({ errcode, errmsg: 'no' }))
    await expect(api.fetchMedia('M', LIMITS)).rejects.toMatchObject({ code })
    expect(waits).toEqual([])
  })

  it('whatever it calls itself, and a medium that is gone is no mistake of ours', async () => {
    const { api, world } = await stage(response =>
      response.setHeader('content-type', 'image/jpeg').end('{"errcode":40007,"errmsg":"invalid media_id"}'),
    )
    await expect(api.fetchMedia('M', LIMITS)).rejects.toThrow('media-refused: wechat-refused: invalid 40007')
    expect(world.lines).toEqual([])
  })

  it('a token that ended is renewed here too', async () => {
    let times = 0
    const first: Handler = (...args) => {
      times += 1
      return times === 1 ? json({ errcode: 42_001, errmsg: 'expired' })(...args) : void args[0].end(AMR)
    }
    expect(await fetched(first)).toEqual(['audio/amr', AMR])
  })
})

describe('a video', () => {
  it('comes in a second step', async () => {
    expect(await fetched(video, response => response.end(MP4))).toEqual(['video/mp4', MP4])
  })

  it.each<[string, Handler, string]>([
    ['too large', response => response.end(Buffer.concat([MP4, Buffer.alloc(1_000)])), 'media-refused: size'],
    ['not there', response => response.writeHead(404).end(), 'media-away: status 404'],
    ['elsewhere', response => response.writeHead(302, { location: '/more' }).end(), 'media-away: no answer'],
    ['no video', response => response.end('<html>'), 'media-refused: type'],
  ])('that is %s is refused as other media are', async (_, elsewhere, words) => {
    await expect(fetched(video, elsewhere)).rejects.toThrow(words)
  })

  it('is fetched from nowhere but WeChat', async () => {
    const { api, asked } = await stage(json({ video_url: 'http://video.example/v.mp4' }))
    await expect(api.fetchMedia('M', LIMITS)).rejects.toThrow('media-refused: host')
    expect(asked).toHaveLength(2)
  })
})

describe('the hosts of videos', () => {
  it('are not trusted in the clear', () => {
    expect(WECHAT_HOSTS.isVideo(new URL('http://vweixinp.tc.qq.com/v.mp4'))).toBe(false)
  })

  const isTrusted = (url: string) => {
    const address = videoAddress(url)
    return address !== null && WECHAT_HOSTS.isVideo(address)
  }

  it.each([
    'http://vweixinp.tc.qq.com/1007_a.f10.mp4?vkey=1',
    'https://mpvideo.qpic.cn/a.mp4',
    'http://203.0.113.7/vweixinp.tc.qq.com/1007_a.f10.mp4?vkey=1',
  ])('%s is one', url => {
    expect(isTrusted(url)).toBe(true)
  })

  it.each([
    '',
    'video.mp4',
    'http://qq.com/v',
    'http://evilqq.com/v',
    'http://vweixinp.tc.qq.com.example.com/v',
    'http://vweixinp.tc.qq.com:8080/v',
    'http://vweixinp.tc.qq.com@example.com/v',
    'http://somebody:secret@vweixinp.tc.qq.com/v',
    'ftp://vweixinp.tc.qq.com/v',
    'http://127.0.0.1/v',
    'http://203.0.113.7/evilqq.com/v',
    'http://example.com/vweixinp.tc.qq.com/v',
    'http://[::1]/vweixinp.tc.qq.com/v',
  ])('%s is none', url => {
    expect(isTrusted(url)).toBe(false)
  })

  it('a machine of the CDN is not asked by its number, nor in the clear', () => {
    const address = videoAddress('http://203.0.113.7/vweixinp.tc.qq.com/1007_a.f10.mp4?vkey=1&sha=0')
    expect(address?.href).toBe('https://vweixinp.tc.qq.com/1007_a.f10.mp4?vkey=1&sha=0')
  })
})
