import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chineseNumber } from '../../../../src/dialog/answers/chinese-number.ts'

test.each([
  ['12', 12],
  ['１２', 12],
  ['1,200', 1200],
  ['3.5', 3.5],
  ['-3', -3],
  ['负三', -3],
  ['零', 0],
  ['十', 10],
  ['十二', 12],
  ['两百', 200],
  ['一百五', 150],
  ['一百零五', 105],
  ['一百一十', 110],
  ['一百十五', 115],
  ['一千一', 1100],
  ['一千零一十', 1010],
  ['一万二', 12_000],
  ['十万零三百', 100_300],
  ['二十一万', 210_000],
  ['一亿两千万', 120_000_000],
  ['3千', 3000],
  ['3千5', 3500],
  ['1.1万', 11_000],
  ['12百', 1200],
  ['三点五', 3.5],
  ['二〇二二', 2022],
  ['二○二二', 2022],
  ['廿三', 23],
  ['壹佰贰拾', 120],
])('reads %s as %d', (text, number) => {
  expect(chineseNumber(text)).toBe(number)
})

test.each([
  '',
  '百',
  '万',
  '点',
  '一点',
  '.5',
  '1e5',
  '0x1f',
  '1,2',
  '十十',
  '一百千',
  '一百二百',
  '万万',
  '十几',
  '两两',
  '1-2',
  '二十来',
  '9'.repeat(20),
  '一千'.repeat(500),
])('does not read %j', text => {
  expect(chineseNumber(text)).toBeNull()
})

const DIGITS = [...'零一二三四五六七八九']

/** The way a number is written out in full: 1005 is 一千零五. */
function written(number: number): string {
  const signs = [...String(number)].map(Number)
  const text = signs
    .map((digit, at) => (digit === 0 ? '零' : DIGITS[digit] + ['', '十', '百', '千'][signs.length - 1 - at]!))
    .join('')
  return text.replace(/零+/g, '零').replace(/零$/, '')
}

test('reads every numeral from 1 to 9999, in each way it is written', () => {
  for (let number = 1; number <= 9999; number++) {
    const full = written(number)
    const ways = [
      full,
      full.replace(/^一十/, '十'),
      full.replace(/二(?=[百千])/g, '两'),
      [...String(number)].map(digit => DIGITS[Number(digit)]).join(''),
    ]
    expect(ways.map(chineseNumber), full).toEqual(ways.map(() => number))
  }
})

test('ten thousands are read like the digits before them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (head, tail) => {
      const text = `${written(head)}万${tail < 1000 ? '零' : ''}${written(tail)}`
      expect(chineseNumber(text), text).toBe(head * 10_000 + tail)
    }),
  )
})
