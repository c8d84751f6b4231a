import { expect, it, vi } from 'vitest'
import { Dialog } from '../../../src/dialog/content.ts'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import { createScript } from '../../../src/dialog/script.ts'
import type { InboundBody } from '../../../src/turn/inbound.ts'
import type { Command } from '../../../src/turn/room.ts'
import { type Arrivals, createRoute, type RouteDependencies } from '../../../src/turn/route.ts'
import { EMPTY_SESSION, type Session } from '../../../src/turn/session.ts'
import { MOMENT } from '../../support/moment.ts'

const script = createScript(
  Dialog.parse({
    format: 1,
    id: 'note',
    title: '说明',
    intro: '开始',
    steps: [{ id: 'note', name: '说明', ask: '说说看？', answer: { type: 'text' } }],
    review: { ask: '请核对：', submit: '提交' },
  }),
  null,
  {},
)

const says =
  (phrase: string, until?: number): Command =>
  async () => ({ say: [{ phrase }], ...(until === undefined ? {} : { until }) })

const ARRIVALS: Arrivals = {
  scene: scene => (scene === 'tip' ? says('scene') : null),
  code: text => (/^CODE-/.test(text) ? says('code') : null),
  secret: (text, open) =>
    /^SECRET-/.test(text) && open?.subject !== 'asks for it' ? says('secret', 99) : null,
}

const DEPENDENCIES: RouteDependencies = {
  shelf: { current: () => script, byHash: async () => script },
  rooms: [],
  commands: {},
  words: () => null,
  faq: async () => null,
  speak: ({ phrase }) => `{${phrase}}`,
  photos: { keep: async () => ({ id: 'photo' }) },
  arrivals: ARRIVALS,
  farewell: async () => {},
}
const route = createRoute(DEPENDENCIES)

const frame: Frame = createFrame({ dialog: 'note', script: script.hash, subject: null, at: 'note' })

function hear(text: string, session: Session = EMPTY_SESSION) {
  return route({ kind: 'text', text }, session, MOMENT)
}

it.each<[InboundBody, boolean]>([
  [{ kind: 'text', text: '你好' }, true],
  [{ kind: 'menu', key: 'tasks' }, true],
  [{ kind: 'scan', scene: 'other' }, true],
  [{ kind: 'follow' }, true],
  [{ kind: 'unfollow' }, false],
])('whoever does something is there: %o', async (body, isThere) => {
  const seen = vi.fn(async () => {})
  await createRoute({ ...DEPENDENCIES, seen })(body, EMPTY_SESSION, MOMENT)
  expect(seen).toHaveBeenCalledTimes(Number(isThere))
})

it('a scene of ours leads on, also before a greeting', async () => {
  const scanned = await route({ kind: 'scan', scene: 'tip' }, EMPTY_SESSION, MOMENT)
  const followed = await route({ kind: 'follow', scene: 'tip' }, EMPTY_SESSION, MOMENT)
  const other = await route({ kind: 'scan', scene: 'other' }, EMPTY_SESSION, MOMENT)
  expect([scanned, followed, other].map(({ texts }) => texts)).toEqual([
    ['{scene}'],
    ['{welcome.follow}', '{scene}'],
    ['{welcome.follow}'],
  ])
})

it('a code is heard where no dialog is open, and is an answer where one is', async () => {
  expect((await hear('CODE-1')).texts).toEqual(['{code}'])
  const { session } = await hear('CODE-1', { ...EMPTY_SESSION, frames: [frame] })
  expect(session?.frames[0]?.answers).toEqual({ note: 'CODE-1' })
  expect((await hear('CODE-1', { ...EMPTY_SESSION, frames: [frame], paused: true })).texts[0]).toBe('{code}')
})

it('a code that must not be kept is never an answer, unless it is asked for', async () => {
  const open: Session = { ...EMPTY_SESSION, frames: [frame] }
  const heard = await hear('SECRET-1', open)
  expect(heard).toEqual({ session: open, texts: ['{secret}', '{interrupt.offer}'], until: 99 })
  expect((await hear('SECRET-1')).texts).toEqual(['{secret}'])
  const asking = { ...EMPTY_SESSION, frames: [{ ...frame, subject: 'asks for it' }] }
  expect((await hear('SECRET-1', asking)).session?.frames[0]?.answers).toEqual({ note: 'SECRET-1' })
})
