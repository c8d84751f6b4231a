import { foldText } from './fold.ts'

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** Largest first. The power is kept as an exponent: `Number('1.1e4')` is exact where 1.1 * 10000 is not. */
const UNITS = [
  { sign: '亿', power: 8 },
  { sign: '万', power: 4 },
  { sign: '千', power: 3 },
  { sign: '百', power: 2 },
  { sign: '十', power: 1 },
]

/** Forms used on cheques, and shorthand. ○ is often typed for 〇. */
const PLAIN: Record<string, string> = {
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
  廿: '二十',
  卅: '三十',
  '○': '〇',
  點: '点',
  兩: '两',
  萬: '万',
  億: '亿',
}

const PLAIN_FORMS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')
const ARABIC = /^\d+(?:\.\d+)?$/
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const LONGEST = 32

/**
 * Reads a number as Chinese people write it: 12, 1,200, 十二, 两百, 一百零五, 一万二, 3千, 1.5万, 二〇二二, 负三, 三点五.
 * null for anything else and for what a number cannot hold exactly.
 */
export function chineseNumber(text: string): number | null {
  const plain = foldText(text).replace(PLAIN_FORMS, form => PLAIN[form] ?? form)
  if (plain.length > LONGEST) return null
  const unsigned = plain.replace(/^[-负]/, '')
  const value = GROUPED.test(unsigned) ? Number(unsigned.replaceAll(',', '')) : readPlain(unsigned)
  if (value === null || value > Number.MAX_SAFE_INTEGER) return null
  return unsigned === plain ? value : 0 - value
}

function readPlain(text: string): number | null {
  const unit = UNITS.find(({ sign }) => text.includes(sign))
  if (!unit) return readUnitless(text)
  const at = text.indexOf(unit.sign)
  const count = readCount(text.slice(0, at), unit.power)
  const rest = readRest(text.slice(at + 1), unit.power)
  return count === null || rest === null ? null : Number(`${count}e${unit.power}`) + rest
}

/** What stands before a unit: 十二 leaves out its 一; 万 and 亿 may have a whole number before them, the others a digit. */
function readCount(text: string, power: number): number | null {
  if (text === '') return power === 1 ? 1 : null
  const count = readPlain(text)
  if (count === null || ARABIC.test(text) || power === 8) return count
  return count < (power === 4 ? 10_000 : 10) ? count : null
}

/** What follows a unit: 一百零五 is 105, but 一百五 is 150. */
function readRest(text: string, power: number): number | null {
  if (text === '') return 0
  const [first = '', ...more] = text
  const value = readPlain(/[零〇]/.test(first) && more.length > 0 ? more.join('') : text)
  if (value === null || value >= 10 ** power) return null
  const short = text.length === 1 && value > 0 && power > 1
  return short ? Number(`${value}e${power - 1}`) : value
}

/** Arabic figures, a row of digits (二〇二二), or either with a decimal point (三点五). */
function readUnitless(text: string): number | null {
  if (ARABIC.test(text)) return Number(text)
  if (text === '两') return 2
  const figures = [...text]
    .map(sign => (sign === '点' ? '.' : sign === '两' ? '' : (DIGITS[sign] ?? '')))
    .join('')
  return figures.length === text.length && ARABIC.test(figures) ? Number(figures) : null
}
