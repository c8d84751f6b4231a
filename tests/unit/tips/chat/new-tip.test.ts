import { describe, expect, it } from 'vitest'
import { createFrame, type Frame } from '../../../../src/dialog/frame.ts'
import { newTip } from '../../../../src/tips/chat/new-tip.ts'
import { content } from '../../../support/content.ts'
import { MOMENT } from '../../../support/moment.ts'

const script = content.scripts.get('tip-off')!
const SECRET = Buffer.alloc(32, 's')

function draft(answers: Frame['answers'], facts: Frame['facts'] = {}) {
  const frame = createFrame({
    dialog: 'tip-off',
    script: script.hash,
    subject: null,
    facts: {
      secret: SECRET.toString('base64'),
      'only-named': 'no',
      story: 'yes',
      named: 'yes',
      match: 'no',
      'unit-id': '',
      ...facts,
    },
    answers: { story: '压缩学时', who: '示例安全培训学校', ...answers },
  })
  return newTip(script, frame, MOMENT, content.tipSettings['about-bureau'])
}

describe('a finished draft', () => {
  it('holds what was asked and answered, as it was asked and in words', () => {
    const tip = draft({ level: 'notifiable', category: 'sham-teaching', evidence: ['photo:a', 'voice:b'] })
    expect(tip.rows.map(({ id }) => id)).toEqual(['story', 'category', 'who', 'evidence'])
    expect(tip.rows[1]).toEqual({
      id: 'category',
      name: '哪一类',
      question: '属于哪一类？',
      answer: 'sham-teaching',
      shown: expect.stringContaining('学时'),
    })
    expect(tip.rows.at(-1)?.shown).toBe('1 张照片、1 段语音')
    expect(tip.secret).toEqual(SECRET)
  })

  it('names its evidence with the key of the draft', () => {
    const { evidence } = draft({ level: 'code-only', evidence: ['photo:a', 'link:b'] })
    expect(evidence.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(evidence[0]?.key).toHaveLength(32)
    expect(evidence[0]?.key).toEqual(evidence[1]?.key)
    expect(Buffer.from(evidence[0]!.key)).not.toEqual(SECRET)
  })

  it.each(['named', 'confidential'])('at level %s has the contact apart and the way back', level => {
    const tip = draft({ level, 'contact-name': '示例某', 'contact-phone': '13800000000' })
    expect(tip.contact).toEqual({ name: '示例某', phone: '13800000000' })
    expect(tip.link).toEqual(MOMENT.ref)
    expect(JSON.stringify(tip.rows)).not.toMatch(/示例某|13800000000/)
  })

  it('is named where that was all there was, with no row of it', () => {
    const answers = { 'level-here': 'yes', 'contact-name': '示例某', 'contact-phone': '13800000000' }
    const tip = draft(answers, { 'only-named': 'yes' })
    expect(tip).toMatchObject({ level: 'named', contact: { name: '示例某' }, link: MOMENT.ref })
    expect(tip.rows.map(({ id }) => id)).toEqual(['story', 'who'])
  })

  it('keeps no contact of a level that was left, and the way back only where it was chosen', () => {
    const contact = { 'contact-name': '示例某', 'contact-phone': '13800000000' }
    expect(draft({ level: 'notifiable', ...contact })).toMatchObject({ contact: null, link: MOMENT.ref })
    expect(draft({ level: 'code-only', ...contact })).toMatchObject({ contact: null, link: null })
  })

  it('has no answer to a question that does not apply any more', () => {
    const tip = draft({ level: 'code-only', matter: 'road', still: 'yes', category: 'price' })
    expect(tip.rows.map(({ id }) => id)).not.toContain('matter')
  })

  it('is about a unit only where that was confirmed, and else in a district where one was given', () => {
    const facts = { match: 'yes', unit: '示例安全培训学校', 'unit-id': 'u1' }
    expect(draft({ level: 'code-only', 'who-fits': 'yes', district: 'licheng' }, facts)).toMatchObject({
      unitId: 'u1',
      district: null,
    })
    expect(draft({ level: 'code-only', 'who-fits': 'no', district: 'licheng' }, facts)).toMatchObject({
      unitId: null,
      district: 'licheng',
    })
  })

  it.each<[string, Frame['answers']]>([
    ['is of that kind, whatever its name', { kind: 'bureau', who: '张某' }],
    ['names one', { who: '涵江区应急局的科长' }],
    ['only tells of one', { story: '荔城区应急管理局的人收了钱，替他们打招呼' }],
    ['only happened there', { place: '区应急局三楼' }],
  ])('that %s is about a bureau', (_, answers) => {
    expect(draft({ level: 'code-only', ...answers }).aboutBureau).toBe(true)
  })

  it('is about a bureau by what stands in the end, not by what was said before', () => {
    const before = { 'about-bureau': 'yes' }
    expect(draft({ level: 'code-only', kind: 'institution' }, before).aboutBureau).toBe(false)
    const asked = { story: 'no', named: 'no' }
    const named = { story: '应急局的人收了钱', what: '两天上完一周的课' }
    expect(draft({ level: 'code-only', ...named }, { story: 'yes' }).aboutBureau).toBe(true)
    expect(draft({ level: 'code-only', ...named, story: '压缩学时' }, asked).aboutBureau).toBe(false)
  })
})
