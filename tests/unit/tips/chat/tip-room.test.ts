import { beforeEach, describe, expect, it } from 'vitest'
import { createSpeak } from '../../../../src/dialog/fill.ts'
import type { Frame } from '../../../../src/dialog/frame.ts'
import type { DialogEvent } from '../../../../src/dialog/hear.ts'
import { AppError } from '../../../../src/errors.ts'
import { createSubmissions } from '../../../../src/tips/chat/submissions.ts'
import { createTipRoom, tipFrame } from '../../../../src/tips/chat/tip-room.ts'
import type { Filed, NewTip, TipIntake } from '../../../../src/tips/tip.ts'
import type { Room } from '../../../../src/turn/room.ts'
import { content } from '../../../support/content.ts'
import { MOMENT } from '../../../support/moment.ts'
import { seededRandom } from '../../../support/world.ts'

const script = content.scripts.get('tip-off')!
const RECEIPT = { number: 'JB20220310-7K3M9PXA', code: '7K3M-9PXA-CD4F', proof: '0123456789abcdef' }

let filed: NewTip[]
let unheard: Filed | null
let dropped: string[]
beforeEach(() => {
  filed = []
  unheard = null
  dropped = []
})

function setUp(submit: TipIntake['submit'] = async () => RECEIPT, known: string | null = null) {
  const room = createTipRoom({
    intake: {
      ready: async () => true,
      filed: async () => unheard,
      submit: async tip => {
        filed.push(tip)
        return submit(tip)
      },
    },
    evidence: {
      keep: async () => ({ id: 'kept' }),
      dropped: async (before, after) => {
        const left = (after ?? []) as string[]
        dropped.push(...((before ?? []) as string[]).filter(each => !left.includes(each)))
      },
    },
    units: { nearest: async () => (known === null ? null : { id: 'u1', name: known }) },
    settings: content.tipSettings,
    submissions: createSubmissions(content.tipSettings.limits['submissions-per-day']),
    speak: createSpeak(content.phrases),
  })
  return { room }
}

function draft(answers: Frame['answers'] = {}, facts: Frame['facts'] = {}): Frame {
  const frame = tipFrame(script, seededRandom('tip'), MOMENT, 7, '12350')
  return { ...frame, answers: { level: 'code-only', ...answers }, facts: { ...frame.facts, ...facts } }
}

const happen = (room: Room, event: DialogEvent, frame: Frame, moment = MOMENT) =>
  room.apply(event, frame, script, moment)
const answer = (room: Room, path: string, answers: Frame['answers'], before?: Frame['answers'][string]) =>
  happen(room, { type: 'answered', path, value: answers[path]!, before }, draft(answers))

describe('submitting', () => {
  const words = { story: '两天上完一周的课', who: '示例培训学校' }
  const facts = { story: 'yes', named: 'yes' }

  it('gives the receipt first, then what comes next, and leads to the check', async () => {
    const { room } = setUp()
    const outcome = await happen(room, { type: 'submitted' }, draft(words, facts))
    expect(outcome).toMatchObject({ finished: true, next: 'tip-receipt', unsure: 'submission-unsure' })
    expect(outcome.say?.map(({ phrase }) => phrase)).toEqual([
      'tip.receipt',
      'tip.next',
      'tip.told-code-only',
    ])
    expect(outcome.say?.[0]?.values).toEqual(RECEIPT)
  })

  it('with its own code in the words keeps nothing, says so, and stays where it was', async () => {
    const { room } = setUp(async () => {
      throw new AppError('own-code')
    })
    const outcome = await happen(room, { type: 'submitted' }, draft(words, facts))
    expect(outcome).toEqual({ say: [{ phrase: 'failed.own-code' }] })
  })

  it('fails where the store does, and does not know what was filed', async () => {
    const { room } = setUp(async () => {
      throw new AppError('store-away')
    })
    await expect(happen(room, { type: 'submitted' }, draft(words, facts))).rejects.toMatchObject({
      code: 'submission-unsure',
    })
  })

  it('what cannot wait stands above what was answered', async () => {
    const { room } = setUp()
    await happen(room, { type: 'submitted' }, draft({ ...words, story: '车间爆炸，死了人' }, facts))
    await happen(room, { type: 'submitted' }, draft(words, facts))
    expect(filed.map(({ rows }) => rows[0]?.id)).toEqual(['urgent', 'story'])
    expect(filed[0]?.rows[0]).toMatchObject({ answer: 'deaths', shown: expect.stringContaining('七十三条') })
  })

  it('more than anyone may file in a day is taken all the same, and marked; the next day counts anew', async () => {
    const { room } = setUp()
    const most = content.tipSettings.limits['submissions-per-day']
    const submit = (nth: number, moment = MOMENT) =>
      happen(room, { type: 'submitted' }, draft(words, { ...facts, secret: secret(nth) }), moment)
    for (let nth = 1; nth <= most + 1; nth++) await submit(nth)
    await submit(most)
    await submit(most + 1)
    await submit(most + 2, { ...MOMENT, person: 'somebody else' })
    await submit(most + 3, { ...MOMENT, today: '2022-03-11' })
    const marked = filed.map(({ flooded }) => flooded)
    expect(marked).toEqual([...Array(most).fill(false), true, false, true, false, false])
  })

  it('what was not filed is not counted', async () => {
    let isAway = true
    const { room } = setUp(async () => {
      if (isAway) throw new AppError('store-away')
      return RECEIPT
    })
    const submit = (nth: number) =>
      happen(room, { type: 'submitted' }, draft(words, { ...facts, secret: secret(nth) }))
    for (let nth = 1; nth <= 20; nth++) await submit(nth).catch(() => {})
    isAway = false
    await submit(21)
    expect(filed.at(-1)?.flooded).toBe(false)
  })
})

const secret = (nth: number) => Buffer.alloc(32, nth).toString('base64')

describe('whom it is about', () => {
  it('a known unit is asked for, and another name asks anew', async () => {
    const { room } = setUp(undefined, '示例安全培训学校')
    expect(await answer(room, 'who', { kind: 'institution', who: '示例培训' })).toEqual({
      reopen: ['who-fits'],
      facts: {
        named: 'yes',
        match: 'yes',
        unit: '示例安全培训学校',
        'unit-id': 'u1',
      },
    })
  })

  it.each(['person', 'website'])('a %s is no unit', async kind => {
    const { room } = setUp(undefined, '示例安全培训学校')
    expect((await answer(room, 'who', { kind, who: '示例培训' })).facts).toMatchObject({
      match: 'no',
      'unit-id': '',
    })
  })

  it.each([
    { kind: 'bureau', who: '张某' },
    { kind: 'person', who: '涵江区应急局的科长' },
    { who: '仙游县应急管理局' },
  ])('a bureau or its staff goes to the custodian alone: %j', async answers => {
    const { room } = setUp(undefined, '示例安全培训学校')
    expect(await answer(room, 'who', answers)).toMatchObject({
      facts: { named: 'yes', match: 'no' },
      say: [{ phrase: 'tip.about-bureau' }],
    })
  })

  it('is looked at again when the kind is changed, and not before there is a name', async () => {
    const { room } = setUp()
    expect(await answer(room, 'kind', { kind: 'institution' })).toEqual({})
    expect((await answer(room, 'kind', { kind: 'institution', who: '示例培训' })).facts).toMatchObject({
      named: 'yes',
    })
  })

  it('whoever reads it is told as soon as that is clear, with a name or without one', async () => {
    const { room } = setUp()
    const about = [{ phrase: 'tip.about-bureau' }]
    expect(await answer(room, 'kind', { kind: 'bureau' })).toEqual({ say: about })
    expect((await answer(room, 'kind', { kind: 'bureau', who: '张某' })).say).toEqual(about)
    const named = [{ phrase: 'tip.names-bureau' }]
    for (const path of ['story', 'what', 'place', 'place-needed']) {
      expect((await answer(room, path, { [path]: '区应急管理局的人收了钱' })).say).toEqual(named)
      expect((await answer(room, path, { [path]: '压缩学时' })).say).toEqual([])
      const known = { kind: 'bureau', [path]: '区应急管理局的人收了钱' }
      expect((await answer(room, path, known)).say).toEqual([])
    }
  })

  it('goes to the custodian by what is submitted, with the name passed over and after a change of mind', async () => {
    const { room } = setUp()
    const submit = (answers: Frame['answers']) =>
      happen(room, { type: 'submitted' }, draft({ story: '压缩学时', ...answers }, { story: 'yes' }))
    await submit({ kind: 'bureau' })
    await submit({ kind: 'institution' })
    await submit({ story: '应急局的人收了钱', kind: 'institution' })
    expect(filed.map(({ aboutBureau }) => aboutBureau)).toEqual([true, false, true])
  })
})

describe('evidence that is given up is deleted', () => {
  const evidence = ['photo:a', 'voice:b']

  it('by taking it back', async () => {
    const { room } = setUp()
    await answer(room, 'evidence', { evidence: ['photo:a'] }, evidence)
    expect(dropped).toEqual(['voice:b'])
  })

  it('by giving up the whole, or beginning anew', async () => {
    const { room } = setUp()
    const outcome = await happen(room, { type: 'restarted' }, draft({ evidence }))
    expect(dropped).toEqual(evidence)
    expect(outcome.facts).toMatchObject({ story: 'no', named: 'no', match: 'no' })
  })

  it('of what is filed already too, but that stays, and its receipt is given instead', async () => {
    unheard = { ...RECEIPT, level: 'notifiable' }
    const { room } = setUp()
    const left = [
      await happen(room, { type: 'restarted' }, draft({ evidence })),
      await answer(room, 'still', { still: 'no' }),
    ]
    for (const outcome of left) {
      expect(outcome).toMatchObject({ finished: true, next: 'tip-receipt' })
      expect(outcome.say?.map(({ phrase }) => phrase)).toEqual([
        'tip.filed',
        'tip.receipt',
        'tip.next',
        'tip.told-notifiable',
        'look-up.withdraw',
      ])
    }
    expect(dropped).toEqual(evidence)
    unheard = { ...RECEIPT, level: 'code-only' }
    const { say } = await happen(room, { type: 'restarted' }, draft())
    expect(say?.map(({ phrase }) => phrase)).not.toContain('look-up.withdraw')
  })

  it('by leaving it to those it belongs to', async () => {
    const { room } = setUp()
    expect(await answer(room, 'still', { still: 'no', evidence })).toMatchObject({ finished: true })
    expect(dropped).toEqual(evidence)
  })
})

it.each(['road', 'other'])('%s belongs to an office that is named', async matter => {
  const { room } = setUp()
  const { office } = content.tipSettings.elsewhere[matter]!
  expect((await answer(room, 'matter', { matter })).say).toEqual([
    { phrase: 'tip.belongs', values: { office } },
  ])
})

it('every matter that may be chosen has its office', () => {
  const matter = script.dialog.steps.find(step => 'id' in step && step.id === 'matter')
  const options = matter && 'answer' in matter && 'options' in matter.answer ? matter.answer.options : []
  expect(Object.keys(content.tipSettings.elsewhere)).toEqual(
    (options as { id: string }[]).map(({ id }) => id),
  )
})

it('an employee who changes the level is asked for a name, and no more for the level', async () => {
  const { room } = setUp()
  const outcome = await answer(room, 'stay', { level: 'notifiable', stay: 'confidential' })
  expect(outcome).toEqual({
    answers: { level: 'confidential', stay: 'confidential' },
    reopen: ['stay'],
    say: [{ phrase: 'tip.level-confidential' }],
  })
})

it('where only a name can be promised, that is asked, and whoever will not give one leaves nothing', async () => {
  const ref = { ...MOMENT.ref, channel: 'wechaty' as const }
  const frame = tipFrame(script, seededRandom('tip'), { ...MOMENT, ref }, 7, '12350')
  expect([frame.facts['only-named'], draft().facts['only-named']]).toEqual(['yes', 'no'])
  const { room } = setUp()
  const choose = (value: string) => answer(room, 'level-here', { 'level-here': value, evidence: ['photo:a'] })
  expect(await choose('yes')).toEqual({ say: [{ phrase: 'tip.level-named' }] })
  expect(dropped).toEqual([])
  expect(await choose('no')).toEqual({ finished: true, say: [{ phrase: 'tip.left' }] })
  expect(dropped).toEqual(['photo:a'])
})

it('a level that cannot be kept where the person writes is refused', async () => {
  const { room } = setUp()
  const ref = { ...MOMENT.ref, channel: 'wechaty' as const }
  const choose = (level: string) =>
    happen(room, { type: 'answered', path: 'level', value: level, before: undefined }, draft({ level }), {
      ...MOMENT,
      ref,
    })
  expect(await choose('confidential')).toEqual({ reject: { phrase: 'wechaty.tip-levels' } })
  expect(await choose('named')).toEqual({ say: [{ phrase: 'tip.level-named' }] })
})
