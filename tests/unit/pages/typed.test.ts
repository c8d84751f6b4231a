import { describe, expect, it } from 'vitest'
import type { AnswerValue } from '../../../src/dialog/answer.ts'
import type { ResolvedSpec } from '../../../src/dialog/answers/parse-answer.ts'
import { hearTyped, isTouched, NONE, typedOf } from '../../../src/self-check/typed.ts'

const TODAY = '2022-03-10'
const options = ['压缩培训学时', '培训管理不严格', '1、3都有', '13'].map((label, at) => ({
  id: 'abcd'[at] ?? '',
  label,
}))
const multi: ResolvedSpec = { type: 'multi-choice', options, none: '都不是' }
const ID = '0'.repeat(32)

const CASES: [string, ResolvedSpec, AnswerValue][] = [
  ...options.map(({ id, label }): [string, ResolvedSpec, AnswerValue] => [
    label,
    { type: 'choice', options },
    id,
  ]),
  ['several', multi, ['a', 'c', 'd']],
  ['one of several', multi, ['d']],
  ['none of several', multi, []],
  ['text', { type: 'text', min: 1, max: 100 }, '一行\n又一行'],
  ['date', { type: 'date', from: 'today', to: 'today+365' }, '2022-03-20'],
  ['number', { type: 'number', whole: true }, 12],
  ['phone', { type: 'phone' }, '13800000000'],
  ['yes', { type: 'confirm', yes: '对', no: '不对' }, 'yes'],
  ['no', { type: 'confirm', yes: '对', no: '不对' }, 'no'],
  ['photos', { type: 'images', min: 1, max: 9 }, [ID]],
]

describe('a field', () => {
  it.each(CASES)('shows an answer so that it is heard again as the same: %s', (_, spec, value) => {
    expect(hearTyped(spec, typedOf(spec, value), TODAY)).toEqual({ ok: true, value })
    expect(isTouched(spec, typedOf(spec, value), value)).toBe(false)
    expect(isTouched(spec, typedOf(spec, value), undefined)).toBe(true)
  })

  it.each(CASES)('that is empty is untouched while nothing stood in it: %s', (_, spec, value) => {
    const empty = typedOf(spec, undefined)
    expect(isTouched(spec, empty, undefined)).toBe(false)
    expect(isTouched(spec, empty, value)).toBe(true)
  })

  it('is the same with the line breaks and the empty value a browser sends', () => {
    const text: ResolvedSpec = { type: 'text', min: 1, max: 100 }
    expect(isTouched(text, { words: ['一行\r\n又一行'] }, '一行\n又一行')).toBe(false)
    expect(isTouched(text, { words: [''] }, undefined)).toBe(false)
  })

  it.each([
    ['an unknown option', { type: 'choice', options } as ResolvedSpec, { words: ['zz'] }, 'hint.choice'],
    ['an unknown tick', multi, { words: ['zz'] }, 'hint.multi-choice'],
    ['none and one', multi, { words: ['a', NONE] }, 'hint.multi-choice-range'],
    ['nothing ticked any more', multi, { words: [] }, 'hint.multi-choice'],
    [
      'too many photos',
      { type: 'images', min: 0, max: 1 } as ResolvedSpec,
      photos([ID], ['1'.repeat(32)]),
      'hint.photo-full',
    ],
    ['too few photos', { type: 'images', min: 1, max: 9 } as ResolvedSpec, photos([], []), 'hint.photo-min'],
  ])('says what chat says of %s', (_, spec, typed, phrase) => {
    expect(hearTyped(spec, typed, TODAY)).toMatchObject({ ok: false, hint: { phrase } })
  })

  it('adds photos to those that stay, each once', () => {
    const [one, two, three] = ['1', '2', '3'].map(digit => digit.repeat(32)) as [string, string, string]
    const spec: ResolvedSpec = { type: 'images', min: 0, max: 9 }
    expect(hearTyped(spec, photos([one], [two, three, two]), TODAY)).toEqual({
      ok: true,
      value: [one, two, three],
    })
  })
})

function photos(kept: string[], added: string[]) {
  return { kept, added, refused: null }
}
