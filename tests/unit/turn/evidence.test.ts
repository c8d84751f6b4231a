import { beforeEach, describe, expect, it } from 'vitest'
import { Dialog } from '../../../src/dialog/content.ts'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import type { DialogEvent } from '../../../src/dialog/hear.ts'
import { createScript } from '../../../src/dialog/script.ts'
import type { EvidenceBody } from '../../../src/turn/evidence-body.ts'
import type { InboundBody } from '../../../src/turn/inbound.ts'
import type { Room } from '../../../src/turn/room.ts'
import { createRoute } from '../../../src/turn/route.ts'
import { EMPTY_SESSION, type Session } from '../../../src/turn/session.ts'
import { MOMENT } from '../../support/moment.ts'

const DAY = 86_400_000

const script = createScript(
  Dialog.parse({
    format: 1,
    id: 'things',
    title: '举证',
    intro: '开始',
    steps: [
      { id: 'things', name: '证据', ask: '有什么证据？', answer: { type: 'evidence', max: 3 } },
      { id: 'note', name: '说明', ask: '还有要说的吗？', answer: { type: 'text' } },
    ],
    review: { ask: '请核对：', submit: '提交' },
  }),
  null,
  {},
)

let session: Session
let kept: EvidenceBody[]
let events: DialogEvent[]
beforeEach(() => {
  kept = []
  events = []
})

/** A dialog of this one question, begun. */
function begin(room: Partial<Room> = {}, until?: number) {
  const keep: Room['keep'] = async body => {
    kept.push(body)
    return { id: String(kept.length) }
  }
  const route = createRoute({
    shelf: { current: () => script, byHash: async () => script },
    rooms: [
      {
        dialogs: ['things'],
        apply: async event => {
          events.push(event)
          return {}
        },
        keep,
        ...room,
      },
    ],
    commands: { leave: async () => ({ say: [{ phrase: 'leave.done' }], clear: true }) },
    words: text => ({ 暂停: 'pause', 退出: 'cancel' })[text] ?? null,
    faq: async () => null,
    speak: ({ phrase, values }) => `{${[phrase, ...Object.values(values ?? {})].join(' ')}}`,
    photos: { keep: async () => ({ id: 'a photo of the unit' }) },
    farewell: async () => {},
  })
  const frame = createFrame({ dialog: 'things', script: script.hash, subject: null, at: 'things' })
  session = { ...EMPTY_SESSION, frames: [until === undefined ? frame : { ...frame, until }] }
  return async (body: InboundBody | string) => {
    const routed = await route(
      typeof body === 'string' ? { kind: 'text', text: body } : body,
      session,
      MOMENT,
    )
    session = routed.session ?? EMPTY_SESSION
    return routed.texts.join('\n')
  }
}

const answer = () => (session.frames[0] as Frame).answers.things

const PHOTO: InboundBody = { kind: 'image', mediaId: 'm', url: 'http://mmbiz.qpic.cn/a' }
const VOICE: InboundBody = { kind: 'voice', mediaId: 'v', format: 'amr' }
const VIDEO: InboundBody = { kind: 'video', mediaId: 'w', thumbId: 't', short: false }
const PLACE: InboundBody = { kind: 'location', latitude: 25.43, longitude: 119.01, label: '荔城区' }
const LINK: InboundBody = { kind: 'link', title: '包过', description: '', url: 'http://example.com/a' }

describe('a question for evidence', () => {
  it('has its room keep what is sent, in any order, and hears of it by its name', async () => {
    const say = begin()
    expect(await say(VOICE)).toBe('{hint.evidence-more 1 2}')
    await say(PLACE)
    await say(LINK)
    expect(kept).toEqual([VOICE, PLACE, LINK])
    expect(answer()).toEqual(['voice:1', 'location:2', 'link:3'])
    expect(events.map(event => event.type === 'answered' && event.value)).toEqual([
      ['voice:1'],
      ['voice:1', 'location:2'],
      ['voice:1', 'location:2', 'link:3'],
    ])
  })

  it.each([
    '他们的网址是 http://cx-mem.example.com/special?index=0 ，假的',
    'www.example.com',
    '在example.cn/query上查的',
  ])('takes a text with an address as a link, with all its words: %s', async text => {
    const say = begin()
    await say(text)
    expect(kept).toEqual([
      { kind: 'link', title: '', description: text, url: expect.stringContaining('example') },
    ])
    expect(answer()).toEqual(['link:1'])
  })

  it.each(['没有网址', '学时3.5小时', '2021.6.1', '好的。在校门口', 'a@example.com'])(
    'takes %s for no address',
    async text => {
      const say = begin()
      expect(await say(text)).toBe('{hint.evidence 0 3}')
      expect(kept).toEqual([])
    },
  )

  it('keeps nothing once it is full', async () => {
    const say = begin()
    for (const each of [PHOTO, VIDEO, PHOTO]) await say(each)
    await say('返回')
    expect(await say(VOICE)).toContain('{hint.evidence-full 3}')
    expect(kept).toHaveLength(3)
  })

  it('tells its room what was taken back', async () => {
    const say = begin()
    await say(PHOTO)
    await say(VOICE)
    expect(await say('撤回')).toBe('{hint.evidence-dropped 1 2}')
    expect(events.at(-1)).toEqual({
      type: 'answered',
      path: 'things',
      value: ['photo:1'],
      before: ['photo:1', 'voice:2'],
    })
  })

  it('says what its room says of what it cannot keep, and goes on', async () => {
    const say = begin({ keep: async () => ({ phrase: 'tip.media-away' }) })
    expect(await say(VOICE)).toBe('{tip.media-away}')
    expect(answer()).toBeUndefined()
    expect(events).toEqual([])
  })

  it.each([PHOTO, VOICE, VIDEO, LINK])(
    'says what it takes where its room keeps nothing: $kind',
    async body => {
      const keepless = { dialogs: ['things'], apply: async () => ({}), keep: undefined } as unknown as Room
      expect(await begin(keepless)(body)).toBe('{hint.evidence 0 3}')
    },
  )
})

it('any other question has nothing kept for it', async () => {
  const say = begin()
  await say('好了')
  expect(await say(VOICE)).toContain('{hint.asked-before 证据}')
  expect(await say(PHOTO)).toContain('{hint.asked-before 证据}')
  expect(kept).toEqual([])
})

const UNTIL = MOMENT.now + 7 * DAY

describe('a dialog that lives in the session alone', () => {
  it('says until when it is there', async () => {
    expect(await begin({}, UNTIL)('暂停')).toBe('{pause.until 2022年3月17日}')
  })

  it('is thrown away on “退出” only when that is confirmed, and its room hears of it', async () => {
    const say = begin({}, UNTIL)
    await say(PHOTO)
    expect(await say('退出')).toBe('{cancel.confirm}')
    expect(await say('不')).toBe('{confirm.kept}')
    expect(answer()).toEqual(['photo:1'])
    await say('退出')
    expect(await say('确定')).toBe('{cancel.erased}')
    expect(session.frames).toEqual([])
    expect(events.at(-1)).toEqual({ type: 'restarted' })
  })

  it('with nothing in it yet is simply left, in the words of its room where it has some', async () => {
    const apply = async () => ({ say: [{ phrase: 'tip.sent-all-the-same' }] })
    expect(await begin({ apply }, UNTIL)('退出')).toBe('{tip.sent-all-the-same}')
  })
})

it('what is recorded elsewhere is left at once, and stays', async () => {
  const say = begin()
  await say(PHOTO)
  expect(await say('退出')).toBe('{cancel.done}')
  expect(events.at(-1)).toMatchObject({ type: 'answered' })
})

it('who leaves a unit loses the dialogs of the unit, not what is nobody else’s', async () => {
  const say = begin({}, UNTIL)
  const others = createFrame({ dialog: 'others', script: script.hash, subject: 'unit' })
  session = { ...session, frames: [...session.frames, others] }
  expect(await say({ kind: 'menu', key: 'leave' })).toBe('{leave.done}')
  expect(session.frames.map(({ dialog }) => dialog)).toEqual(['things'])
})
