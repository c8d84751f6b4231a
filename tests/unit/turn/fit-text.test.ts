import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitText } from '../../../src/turn/fit-text.ts'

const LINK = '<a href="https://example.org/a">打开\n表格</a>'

describe('fitText', () => {
  test.each([
    ['what fits stays whole', 'ab\ncd', 5, 'ab\ncd', ''],
    ['the last line end that fits', 'ab\ncd\nef', 7, 'ab\ncd', 'ef'],
    ['a line that fits exactly', 'abcd\nef', 4, 'abcd', 'ef'],
    ['bytes count, not characters', '安全\n生产', 8, '安全', '生产'],
    ['a long line breaks between code points', '安全生产', 7, '安全', '生产'],
    ['no half emoji', 'a😀b', 4, 'a', '😀b'],
    ['empty lines are no head', '\n\nabcdef', 4, '\n\nab', 'cdef'],
    ['a link moves on whole', `说明：${LINK}完`, 30, '说明：', `${LINK}完`],
    ['a line end inside a link is none', `${LINK}abcdef`, 53, `${LINK}abcd`, 'ef'],
    ['a link that ends at the limit stays', `${LINK}abc`, 49, LINK, 'abc'],
    ['a link longer than a message breaks', LINK, 10, LINK.slice(0, 10), LINK.slice(10)],
    ['an open tag is text', '<a b\ncd', 5, '<a b', 'cd'],
  ])('%s', (_, text, maxBytes, head, rest) => {
    expect(fitText(text, maxBytes)).toEqual({ head, rest })
  })

  test('one message is 2000 bytes unless told', () => {
    expect(fitText('字'.repeat(667))).toEqual({ head: '字'.repeat(666), rest: '字' })
  })

  test('nothing is lost, every head fits, links that fit stay whole', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }).map(each => each.replaceAll('<', '')),
      fc.constantFrom('\n', '\n\n', '😀', '安全生产', LINK),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 60, max: 200 }), (parts, maxBytes) => {
        const text = parts.join('')
        const heads: string[] = []
        for (let left = text; left; ) {
          const { head, rest } = fitText(left, maxBytes)
          expect(head).not.toBe('')
          expect(Buffer.byteLength(head)).toBeLessThanOrEqual(maxBytes)
          expect(head).toBe(Buffer.from(head).toString())
          heads.push(head)
          left = rest
        }
        const spared = (each: string) => each.replaceAll(LINK, '')
        expect(heads.map(spared).join('')).not.toMatch(/<|href/)
        expect(heads.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
      }),
      { numRuns: 1000 },
    )
  })
})
