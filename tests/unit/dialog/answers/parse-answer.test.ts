import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Input } from '../../../../src/dialog/answer.ts'
import { type ResolvedSpec, showAnswer } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hearing, hint, options, PRESENCE } from './hearing.ts'

const SPECS: ResolvedSpec[] = [
  PRESENCE,
  { type: 'multi-choice', options: options('甲项', '乙项', '丙项'), all: '都做到了', none: '都没做到' },
  { type: 'text', min: 1, max: 300 },
  { type: 'number', whole: true, min: 0 },
  { type: 'date', from: 'today-365', to: 'today+365' },
  { type: 'phone' },
  { type: 'credit-code' },
  { type: 'confirm', yes: '是', no: '否' },
  { type: 'images', min: 0, max: 9 },
  { type: 'location' },
]
const WORDED = SPECS.filter(spec => spec.type !== 'images' && spec.type !== 'location')

describe.each(WORDED)('where words are wanted: $type', spec => {
  test.each([
    [{ kind: 'other', what: 'voice' }, 'hint.voice'],
    [{ kind: 'other', what: 'video' }, 'hint.video'],
    [{ kind: 'other', what: 'file' }, 'hint.file'],
    [{ kind: 'other', what: 'link' }, 'hint.link'],
    [{ kind: 'other', what: 'sticker' }, 'hint.sticker'],
    [{ kind: 'other', what: 'card' }, 'hint.card'],
    [{ kind: 'photo', id: 'a' }, 'hint.photo-unwanted'],
    [{ kind: 'location', latitude: 25, longitude: 119, label: '' }, 'hint.location-unwanted'],
  ] as [Input, string][])('%j gets %s', (input, phrase) => {
    expect(hear(spec, input)).toEqual(hint(phrase))
  })
})

describe.each(SPECS)('whatever is typed: $type', spec => {
  const pieces = fc.constantFrom(
    ...'0123456789一二十百千万零〇年月日号周天前后内半个第选不没有存在全都和、，。.-/~:()[]AaOX １①年底',
    '2022年',
    '[微笑]',
    '\n',
    '\u200b',
    '\ud800',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map(list => list.join('')),
  )

  test('it never throws, and what it accepts can be shown', () => {
    fc.assert(
      fc.property(texts, text => {
        const heard = hear(spec, text)
        if (heard.ok) expect(showAnswer(spec, heard.value).length).toBeGreaterThan(0)
        else expect(heard.hint.phrase).toMatch(/^hint\.[a-z-]+$/)
      }),
      { numRuns: 2000 },
    )
  })

  test('a very long text is answered too', () => {
    for (const sign of ['1', '一', '千', '一千', '、', '不', '周一', '第', '[']) {
      expect(hear(spec, sign.repeat(2000)).ok).toBe(false)
    }
  })
})

test('an option of the content is heard by what is shown for it', () => {
  const heard = hearing(PRESENCE)
  for (const { id } of PRESENCE.options) expect(heard(showAnswer(PRESENCE, id))).toBe(id)
})
