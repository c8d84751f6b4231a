import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Duty, OwnDuty } from '../../../src/campaign/duties.ts'
import { createSpeak } from '../../../src/dialog/fill.ts'
import { fitDuties, type SpokenDuty } from '../../../src/duties/duty-desk.ts'
import { content } from '../../support/content.ts'

const speak = createSpeak(content.phrases)

function spoken(text: string, standing: Duty['standing'] = 'open'): SpokenDuty {
  const duty: OwnDuty = {
    kind: 'problem',
    key: text,
    about: text,
    due: '2022-03-20',
    lastWorkingDay: '2022-03-18',
    standing,
    why: 'problems-found',
    to: null,
  }
  return { duty, text, toDo: standing === 'open' }
}

it('a short list is told whole', () => {
  expect(fitDuties([spoken('甲'), spoken('乙', 'met')], speak)).toBe('甲\n\n乙')
  expect(fitDuties([], speak)).toBe('')
})

it('of a long list the first are told, and what presses beyond them is counted', () => {
  const list = [...Array.from({ length: 9 }, (_, n) => spoken(`${n}${'题'.repeat(99)}`)), spoken('完', 'met')]
  const text = fitDuties(list, speak)
  expect(text.split('\n\n').at(-1)).toBe('还有4项，办完上面的再发“我的任务”看。')
  expect(text).toContain('4题')
  expect(text).not.toContain('5题')
})

it('a list fits into one message, and always tells the first', () => {
  const list = fc.array(fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(list, texts => {
      const told = fitDuties(
        texts.map(text => spoken(text)),
        speak,
      )
      expect(told.startsWith(texts[0] ?? '')).toBe(true)
      expect(Buffer.byteLength(told)).toBeLessThan(1_900)
    }),
  )
})
