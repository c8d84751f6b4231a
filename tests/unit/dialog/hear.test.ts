import { describe, expect, it } from 'vitest'
import type { Say } from '../../../src/dialog/answer.ts'
import { ask } from '../../../src/dialog/ask.ts'
import { Dialog } from '../../../src/dialog/content.ts'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import { hear } from '../../../src/dialog/hear.ts'
import { moveOn, restored } from '../../../src/dialog/move-on.ts'
import { createScript, readScript, writeScript } from '../../../src/dialog/script.ts'

const TODAY = '2022-03-10'

const dialog = Dialog.parse({
  format: 1,
  id: 'small',
  title: '小对话',
  intro: '开始。',
  steps: [
    {
      id: 'kind',
      name: '类别',
      ask: '哪一类？',
      answer: {
        type: 'choice',
        options: [
          { id: 'a', label: '甲类' },
          { id: 'b', label: '乙类' },
        ],
      },
    },
    { id: 'why', name: '原因', ask: '为什么？', when: { kind: ['b'] }, answer: { type: 'text' } },
    {
      repeat: 'problem',
      until: 'more',
      steps: [
        { id: 'what', name: '问题', ask: '什么问题？', skip: 'later', answer: { type: 'text' } },
        { id: 'photos', name: '照片', ask: '照片？', skip: 'optional', answer: { type: 'images', max: 2 } },
        {
          id: 'more',
          name: '还有',
          ask: '还有吗？',
          answer: {
            type: 'choice',
            options: [
              { id: 'end', label: '没有了' },
              { id: 'more', label: '还有' },
            ],
          },
        },
      ],
    },
  ],
  review: { ask: '请核对', submit: '交' },
})
const script = createScript(dialog, null, {})
const start = moveOn(script, createFrame({ dialog: 'small', script: script.hash, subject: null }))

function say(frame: Frame, ...texts: string[]) {
  let at = frame
  let last = hear(script, at, { kind: 'text', text: '' }, TODAY)
  for (const text of texts) {
    last = hear(script, at, { kind: 'text', text }, TODAY)
    at = last.frame
  }
  return last
}

describe('one step of a dialog', () => {
  it('asks only what applies', () => {
    expect(say(start, '甲类').frame.at).toBe('1.what')
    expect(say(start, '乙类').frame.at).toBe('why')
  })

  it('asks what a changed answer brings up, and keeps what no longer applies', () => {
    const reviewed = say(start, '甲类', '有问题', '跳过', '没有了').frame
    expect(reviewed.at).toBeNull()
    const changed = say(reviewed, '改 1', '乙类', '因为如此').frame
    expect(changed.at).toBeNull()
    const back = say(changed, '改1', '甲类').frame
    expect(back.answers.why).toBe('因为如此')
  })

  it('goes back through what was answered and forward again without asking anew', () => {
    const at = say(start, '乙类', '原因', '返回', '返回')
    expect(at.frame.at).toBe('kind')
    expect(say(at.frame, '不变').frame.at).toBe('1.what')
  })

  it('says so at the first question', () => {
    expect(say(start, '返回').say).toEqual([{ phrase: 'back.first' }])
  })

  it('repeats as long as there is more', () => {
    const second = say(start, '甲类', '一', '跳过', '还有', '二').frame
    expect(second.answers).toMatchObject({ '1.what': '一', '1.more': 'more', '2.what': '二' })
  })

  it('does not ask whether there is more where no more can be taken', () => {
    const [kind, why, problem] = dialog.steps
    const twice = createScript(
      Dialog.parse({ ...dialog, steps: [kind, why, { ...problem, max: 2 }] }),
      null,
      {},
    )
    let frame: Frame = { ...start, script: twice.hash }
    for (const text of ['甲类', '一', '跳过', '还有', '二', '跳过'])
      frame = hear(twice, frame, { kind: 'text', text }, TODAY).frame
    expect([frame.at, frame.answers['2.what']]).toEqual([null, '二'])
  })

  it('lets later answers wait, and asks them before it submits', () => {
    const reviewed = say(start, '甲类', '跳过', '跳过', '没有了')
    expect(reviewed.frame.at).toBeNull()
    const refused = say(reviewed.frame, '交')
    expect(refused.events).toEqual([])
    expect(refused.frame.at).toBe('1.what')
    expect(say(refused.frame, '补上的问题', '交').events).toEqual([{ type: 'submitted' }])
  })

  it('does not skip what must be answered', () => {
    expect(say(start, '跳过')).toMatchObject({ frame: { at: 'kind' }, say: [{ phrase: 'skip.refused' }] })
  })

  it('collects photos until told that they are all, and takes the limit for an end', () => {
    const at = say(start, '甲类', '有问题').frame
    const one = hear(script, at, { kind: 'photo', id: 'p1' }, TODAY)
    expect(one).toMatchObject({
      frame: { at: '1.photos', answers: { '1.photos': ['p1'] } },
      events: [{ type: 'answered', value: ['p1'] }],
    })
    expect(say(one.frame, '好了').frame.at).toBe('1.more')
    const two = hear(script, one.frame, { kind: 'photo', id: 'p2' }, TODAY)
    expect(two.frame).toMatchObject({ at: '1.more', answers: { '1.photos': ['p1', 'p2'] } })
  })

  it('counts wrong answers and offers help after the third, and forgets them after a right one', () => {
    const twice = say(start, '也许', '不好说')
    expect(twice.say).toHaveLength(1)
    const thrice = say(twice.frame, '嗯')
    expect(thrice.say.map(({ phrase }) => phrase)).toContain('stuck.help')
    expect(say(thrice.frame, '甲类').frame.fails).toBe(0)
  })

  it('takes 好了 before the photos for “leave it” where words stand, and for no words where none do', () => {
    const photos = say(start, '甲类', '一处').frame
    const back = say(photos, '返回', '好了')
    expect(back).toMatchObject({ frame: { at: '1.photos', answers: { '1.what': '一处' } }, events: [] })
    const passed = say(start, '甲类', '跳过', '返回', '好了')
    expect(passed.frame).toMatchObject({ at: '1.what', answers: { kind: 'a' } })
    expect(passed.say).toEqual([{ phrase: 'hint.text-word', values: { word: '好了' } }])
  })

  it('says where a photo that comes too early or too late is asked for, if it is', () => {
    const at = say(start, '乙类').frame
    const photo = { kind: 'photo', id: '' } as const
    expect(hear(script, at, photo, TODAY).say).toEqual([
      { phrase: 'hint.asked-later', values: { name: '照片' } },
    ])
    const voice = { kind: 'other', what: 'voice' } as const
    expect(hear(script, at, voice, TODAY).say).toEqual([{ phrase: 'hint.voice' }])
    const last = say(at, '原因', '一处', '跳过').frame
    expect(hear(script, last, photo, TODAY).say).toEqual([
      { phrase: 'hint.asked-before', values: { name: '照片' } },
    ])
    const before = createScript(Dialog.parse({ ...dialog, steps: dialog.steps.slice(0, 1) }), null, {})
    expect(hear(before, start, photo, TODAY).say).toEqual([{ phrase: 'hint.photo-unwanted' }])
  })

  it('leaves the frame it was given as it was', () => {
    const before = structuredClone(start)
    say(start, '乙类', '原因')
    expect(start).toEqual(before)
  })

  it('takes an early 提交 for a word, not for an answer', () => {
    const at = say(start, '乙类').frame
    expect(say(at, '提交')).toMatchObject({
      frame: { answers: { kind: 'b' } },
      say: [{ phrase: 'submit.early' }],
    })
  })

  it('asks in full once more where somebody is sent back to the question', () => {
    expect(say(start, '返回')).toMatchObject({ again: true, say: [{ phrase: 'back.first' }] })
    expect(say(start, '乙类', '提交').again).toBe(true)
    expect(say(start, '也许').again).toBeUndefined()
  })

  it('takes 不变 for 跳过 where nothing stands and nothing need', () => {
    expect(say(start, '甲类', '不变')).toMatchObject({ frame: { at: '1.photos' }, events: [] })
    expect(say(start, '乙类', '不变').frame.answers.why).toBe('不变')
  })

  it('asks for a few words more of who wrote too little', () => {
    const answer = { type: 'text', min: 5 }
    const long = createScript(
      Dialog.parse({ ...dialog, steps: [{ id: 'why', name: '原因', ask: '为什么？', answer }] }),
      null,
      {},
    )
    const thrice = ['一', '二', '三'].reduce(
      (frame, text) => hear(long, frame, { kind: 'text', text }, TODAY).frame,
      createFrame({ dialog: 'small', script: long.hash, subject: null, at: 'why' }),
    )
    expect(thrice.fails).toBe(3)
    const { say: said } = hear(long, thrice, { kind: 'text', text: '四' }, TODAY)
    expect(said.map(({ phrase }) => phrase)).toEqual(['hint.text-short', 'stuck.short'])
    const speak = ({ phrase, values }: Say) => `${phrase} ${values?.min ?? ''}`
    expect(ask(long, thrice, speak)).toContain('foot.text-min 5')
  })

  it('names under the first question the words that work there, and 返回 under the second', () => {
    const speak = ({ phrase, values }: Say) => (phrase === 'foot.first' ? `[${values?.words}]` : phrase)
    expect(ask(script, start, speak)).toContain('[foot.pause]')
    expect(ask(script, say(start, '甲类').frame, speak)).toMatch(/foot\.second$/)
    expect(ask(script, say(start, '甲类', '一处').frame, speak)).not.toMatch(/foot\.(first|second)/)
    const helped = createScript(
      Dialog.parse({
        ...dialog,
        steps: [{ ...dialog.steps[0], skip: 'optional', 'skip-hint': '不改就跳过', help: '选一类' }],
      }),
      null,
      {},
    )
    const asked = ask(helped, moveOn(helped, start), speak)
    expect(asked).toContain('[foot.skip、foot.help、foot.pause]')
    expect(asked).toContain('不改就跳过')
    expect(asked).not.toContain('foot.skip-optional')
  })

  it('knows which questions of a record were left out', () => {
    const record = createFrame({
      dialog: 'small',
      script: script.hash,
      subject: 'x',
      answers: { kind: 'a', '1.what': '一', '1.more': 'end' },
    })
    expect(moveOn(script, restored(script, record)).at).toBeNull()
  })

  it('shows the review of a record that lacks nothing, whatever was left out at its end', () => {
    const steps = [dialog.steps[0], { ...dialog.steps[1], when: undefined, skip: 'optional' }]
    const noted = createScript(Dialog.parse({ ...dialog, steps }), null, {})
    const record = (kind: string | undefined) =>
      createFrame({
        dialog: 'small',
        script: noted.hash,
        subject: 'x',
        answers: kind === undefined ? {} : { kind },
      })
    expect(moveOn(noted, restored(noted, record('a'))).at).toBeNull()
    expect(moveOn(noted, restored(noted, record(undefined))).at).toBe('kind')
  })

  it('goes to a row that was passed, in the middle too, and takes the words for an answer where there is none', () => {
    const reviewed = say(start, '乙类', '原因', '问题', '跳过', '没有了').frame
    const open = say(reviewed, '改 2').frame
    expect(open.at).toBe('why')
    expect(say(open, '改 1')).toMatchObject({ frame: { at: 'kind', answers: { why: '原因' } }, events: [] })
    expect(say(start, '乙类', '改 1')).toMatchObject({
      frame: { at: 'kind', answers: { kind: 'b' } },
      events: [],
    })
    expect(say(start, '乙类', '改 9').frame.answers.why).toBe('改 9')
    for (const why of ['修改1条', '改1条', '更正一项'])
      expect(say(start, '乙类', why).frame.answers).toEqual({ kind: 'b', why })
    expect(say(start, '乙类', '改第一条').frame.at).toBe('kind')
    expect(say(open, '第一段', '没有问题', '修改一').frame.at).toBe('kind')
  })
})

describe('a script', () => {
  it('is the same after it was kept', () => {
    expect(readScript(writeScript(script))).toEqual(script)
  })

  it('has another hash when a word of it changes, and the same when only the order of keys does', () => {
    expect(createScript({ ...dialog, title: '另一个' }, null, {}).hash).not.toBe(script.hash)
    expect(createScript(Object.fromEntries(Object.entries(dialog).reverse()) as Dialog, null, {}).hash).toBe(
      script.hash,
    )
  })

  it('shows a phrase that is missing by its name', () => {
    expect(ask(script, start, ({ phrase }) => phrase)).toContain('foot.')
  })
})
