import { describe, expect, test } from 'vitest'
import { sampleThumb, sampleVideo, sampleVoice } from '../../../../src/simulator/platform/sample-media.ts'
import { createTestPlatform, type TestPlatform } from '../../../support/platform-api.ts'

const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex')
const DAYS = 24 * 3_600_000

const fetchMedia = async (api: TestPlatform, media_id: string) =>
  api.raw('GET', '/cgi-bin/media/get', { access_token: await api.token(), media_id })

describe('media/get', () => {
  test('a photo and a voice come as files', async () => {
    const api = createTestPlatform()
    const photo = api.platform.media.add({ bytes: JPEG, mediaType: 'image/jpeg' })
    const voice = api.platform.media.add(sampleVoice())
    expect(await fetchMedia(api, photo)).toEqual({
      status: 200,
      headers: {
        'content-type': 'image/jpeg',
        'content-disposition': `attachment; filename="${photo}.jpg"`,
      },
      bytes: JPEG,
    })
    const { headers, bytes = Buffer.alloc(0) } = await fetchMedia(api, voice)
    expect(headers?.['content-type']).toBe('audio/amr')
    expect(Buffer.from(bytes.subarray(0, 6)).toString()).toBe('#!AMR\n')
  })

  test('a video comes in two steps', async () => {
    const api = createTestPlatform()
    const { bytes } = sampleVideo()
    const id = api.platform.media.add({ bytes, mediaType: 'video/mp4' })
    const { video_url: address } = JSON.parse((await fetchMedia(api, id)).json ?? '') as { video_url: string }
    const url = new URL(address)
    expect(url.pathname).toBe('/simulator/weixin/video')
    const second = await api.raw('GET', '/video', Object.fromEntries(url.searchParams))
    expect(second.headers?.['content-type']).toBe('video/mp4')
    expect(second.bytes).toEqual(bytes)
  })

  test('an unknown id, and any after three days, is JSON with HTTP 200', async () => {
    const api = createTestPlatform()
    const id = api.platform.media.add({ bytes: JPEG, mediaType: 'image/jpeg' })
    expect(await api.get('/cgi-bin/media/get', { media_id: 'none' })).toMatchObject({ errcode: 40007 })
    expect(await api.get('/cgi-bin/media/get')).toMatchObject({ errcode: 40007 })
    api.clock.advance(3 * DAYS - 1)
    expect((await fetchMedia(api, id)).bytes).toEqual(JPEG)
    api.clock.advance(1)
    expect(await api.get('/cgi-bin/media/get', { media_id: id })).toMatchObject({ errcode: 40007 })
    expect(api.platform.media.read(id)?.bytes).toEqual(JPEG)
  })
})

test('the sample media are what they say: boxes of an MP4 add up, the voice has whole frames', () => {
  const voice = Buffer.from(sampleVoice().bytes)
  expect((voice.length - 6) % 13).toBe(0)
  const video = Buffer.from(sampleVideo().bytes)
  const names: string[] = []
  for (let at = 0; at < video.length; at += video.readUInt32BE(at))
    names.push(video.toString('latin1', at + 4, at + 8))
  expect(names).toEqual(['ftyp', 'moov', 'mdat'])
  expect(sampleThumb().bytes.subarray(1, 4)).toEqual(Buffer.from('PNG'))
})

describe('media/upload', () => {
  async function upload(
    api: TestPlatform,
    type: string,
    bytes: Uint8Array<ArrayBuffer>,
    filename: string | null = 'a.jpg',
  ) {
    const form = new FormData()
    if (filename === null) form.set('media', 'text')
    else form.set('media', new Blob([bytes]), filename)
    const request = new Request('http://localhost/', { method: 'POST', body: form })
    const { json = '' } = await api.platform.handle({
      method: 'POST',
      path: '/cgi-bin/media/upload',
      query: { access_token: await api.token(), type },
      body: Buffer.from(await request.arrayBuffer()),
      type: request.headers.get('content-type') ?? '',
    })
    return JSON.parse(json) as Record<string, unknown>
  }

  test('what was uploaded can be fetched, byte for byte', async () => {
    const api = createTestPlatform()
    const bytes = Buffer.concat([JPEG, Buffer.from('\r\n--\r\n\0\xff', 'latin1')])
    const answer = await upload(api, 'image', Uint8Array.from(bytes))
    expect(answer).toEqual({ type: 'image', media_id: expect.any(String), created_at: 1647219600 })
    expect(Buffer.from((await fetchMedia(api, String(answer.media_id))).bytes ?? [])).toEqual(bytes)
    expect(await upload(api, 'thumb', Uint8Array.from(JPEG))).toHaveProperty('thumb_media_id')
  })

  const kilobytes = (count: number) => Uint8Array.from(Buffer.concat([JPEG, Buffer.alloc(count * 1024)]))
  test.each<[string, Uint8Array<ArrayBuffer>, string | null, number]>([
    ['hologram', Uint8Array.from(JPEG), 'a.jpg', 40004],
    ['image', Uint8Array.from(Buffer.from('<html>')), 'a.jpg', 40005],
    ['voice', Uint8Array.from(JPEG), 'a.amr', 40005],
    ['image', Uint8Array.from(JPEG), null, 41005],
    ['image', kilobytes(10 * 1024), 'a.jpg', 40009],
    ['thumb', kilobytes(64), 'a.jpg', 40012],
  ])('%s refused: case %#', async (type, bytes, filename, errcode) => {
    expect(await upload(createTestPlatform(), type, bytes, filename)).toMatchObject({ errcode })
  })

  test('a body that is no form', async () => {
    const api = createTestPlatform()
    const query = { access_token: await api.token(), type: 'image' }
    expect(await api.read('POST', '/cgi-bin/media/upload', query, 'x')).toMatchObject({ errcode: 41005 })
  })
})

test('only the newest 200 are kept', () => {
  const { media } = createTestPlatform().platform
  const ids = Array.from({ length: 201 }, () => media.add({ bytes: JPEG, mediaType: 'image/jpeg' }))
  expect(ids.map(id => media.find(id) !== undefined)).toEqual([false, ...Array<boolean>(200).fill(true)])
})
