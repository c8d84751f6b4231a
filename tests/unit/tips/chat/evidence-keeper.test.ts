import { beforeEach, describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../../../src/errors.ts'
import { createEvidenceKeeper, evidenceIn } from '../../../../src/tips/chat/evidence-keeper.ts'
import type { EvidenceBody } from '../../../../src/turn/evidence-body.ts'

const KEY = new Uint8Array(32).fill(7)
const VOICE: EvidenceBody = { kind: 'voice', mediaId: 'v', format: 'amr' }
const VIDEO: EvidenceBody = { kind: 'video', mediaId: 'w', thumbId: 't', short: false }

type Kept = { kind: string; mediaType: string; text: string }
let kept: Kept[]
let dropped: string[]
/** Bytes that an empty draft has room for; what is there already took 4 each. */
let left: number
beforeEach(() => {
  kept = []
  dropped = []
  left = 100
})

function keeperFor(fetch: () => Promise<{ bytes: Uint8Array; mediaType: string } | null>) {
  return createEvidenceKeeper({
    limits: { 'evidence-in-all': 40 },
    drafts: {
      left: async ids => Math.max(0, left - 4 * ids.length),
      keep: async ({ kind, mediaType, bytes }) => {
        kept.push({ kind, mediaType, text: Buffer.from(bytes).toString() })
        return { id: `id${kept.length}` }
      },
      drop: async ids => void dropped.push(...ids),
    },
    fetchPhoto: async url => ({ bytes: Buffer.from(url), mediaType: 'image/jpeg' }),
    fetchMedia: fetch,
  })
}

const keeper = () => keeperFor(async () => ({ bytes: Buffer.from('sound'), mediaType: 'audio/amr' }))

describe('evidence is kept as it was sent', () => {
  it.each<[EvidenceBody, Kept]>([
    [
      { kind: 'image', mediaId: 'm', url: 'http://a.qpic.cn/1' },
      { kind: 'photo', mediaType: 'image/jpeg', text: 'http://a.qpic.cn/1' },
    ],
    [VOICE, { kind: 'voice', mediaType: 'audio/amr', text: 'sound' }],
    [VIDEO, { kind: 'video', mediaType: 'audio/amr', text: 'sound' }],
    [
      { kind: 'location', latitude: 25.43, longitude: 119.01, label: '示例路1号\n二楼' },
      {
        kind: 'location',
        mediaType: 'application/json',
        text: '{"latitude":25.43,"longitude":119.01,"label":"示例路1号\\n二楼"}',
      },
    ],
    [
      { kind: 'link', title: '包过😀', description: '证号11010519491231002X', url: 'http://example.com' },
      {
        kind: 'link',
        mediaType: 'application/json',
        text: '{"title":"包过😀","description":"证号****","url":"http://example.com"}',
      },
    ],
  ])('%j', async (body, file) => {
    expect(await keeper().keep(body, KEY, 0, [])).toEqual({ id: 'id1' })
    expect(kept).toEqual([file])
  })
})

it('is brought the way its messenger has, where the message has one of its own', async () => {
  const bring = async () => ({ bytes: Buffer.from('brought'), mediaType: 'video/mp4' })
  for (const body of [VOICE, VIDEO, { kind: 'image' as const, mediaId: 'm', url: '' }])
    await keeper().keep({ ...body, bring }, KEY, 0, [])
  expect(kept.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'voice brought',
    'video brought',
    'photo brought',
  ])
})

describe('what cannot be kept is told plainly, and nothing is kept', () => {
  it.each<[ErrorCode, string]>([
    ['media-refused', 'evidence.refused'],
    ['media-away', 'evidence.away'],
  ])('%s', async (code, phrase) => {
    const failing = keeperFor(async () => {
      throw new AppError(code)
    })
    expect(await failing.keep(VOICE, KEY, 0, [])).toEqual({ phrase })
    expect(kept).toEqual([])
  })

  it('an account that may not fetch media says what to send instead', async () => {
    const unverified = keeperFor(async () => null)
    expect(await unverified.keep(VOICE, KEY, 0, [])).toEqual({ phrase: 'evidence.no-voice' })
    expect(await unverified.keep(VIDEO, KEY, 0, [])).toEqual({ phrase: 'evidence.no-video' })
  })

  it('any other failure fails the turn', async () => {
    const broken = keeperFor(async () => {
      throw new AppError('store-away')
    })
    await expect(broken.keep(VOICE, KEY, 0, [])).rejects.toMatchObject({ code: 'store-away' })
  })
})

describe('evidence over what one draft may have is not kept, and what may come next is said', () => {
  const FULL = { phrase: 'evidence.full', values: { megabytes: 40 } }

  it('what is too large for the rest; what fits still does', async () => {
    left = 13
    expect(await keeper().keep(VOICE, KEY, 0, ['photo:a', 'photo:b'])).toEqual({ id: 'id1' })
    expect(await keeper().keep(VOICE, KEY, 0, ['photo:a', 'photo:b', 'photo:c'])).toEqual(FULL)
    expect(kept).toHaveLength(1)
  })

  it('is not even fetched once there is no room', async () => {
    left = 4
    let asked = 0
    const counting = keeperFor(async () => {
      asked += 1
      return null
    })
    expect(await counting.keep(VOICE, KEY, 0, ['photo:a'])).toEqual(FULL)
    expect(asked).toBe(0)
  })
})

it('only what does not stand any more is dropped, by its id', async () => {
  await keeper().dropped(['photo:a', 'voice:b', 'link:c'], ['photo:a', 'link:c'])
  expect(dropped).toEqual(['b'])
  await keeper().dropped(undefined, ['photo:a'])
  expect(dropped).toEqual(['b'])
})

it('an answer names its evidence', () => {
  expect(evidenceIn(['photo:a', 'location:b'], KEY)).toEqual([
    { id: 'a', key: KEY },
    { id: 'b', key: KEY },
  ])
  expect(evidenceIn(undefined, KEY)).toEqual([])
})
