import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldTypeOf, fitField } from '../../../../src/wechat/api/fields.ts'

const points = (text: string) => [...text].length

it.each([
  ['thing01', 'thing'],
  ['thing1', 'thing'],
  ['character_string22', 'character_string'],
  ['phone_number3', 'phone_number'],
  ['enum_string2', 'enum_string'],
  ['const', 'const'],
])('%s is a %s', (key, type) => {
  expect(fieldTypeOf(key)).toBe(type)
})

describe('what fits, and how', () => {
  const T20 = '自查报告报送截止日期临近请尽快完成并提交'
  it.each([
    ['thing', T20, T20],
    ['thing', `${T20}啊`, '自查报告报送截止日期临近请尽快完成并提…'],
    ['thing', '👩‍🏫'.repeat(10), `${'👩‍🏫'.repeat(6)}👩…`],
    ['thing', '第一行\n第二行\r\n\t第三行', '第一行 第二行 第三行'],
    ['thing', '', '无'],
    ['thing', ' \n\u200b\ufeff ', '无'],
    ['thing', 'a\ud83d', 'a'],
    ['thing', 'a\u0000b', 'a b'],
    ['short_thing', T20, T20],
    ['constructor', '词', '词'],
    ['phrase', '已受理', '已受理'],
    ['phrase', '已受理。', '已受理'],
    ['phrase', '已转办（县局）', '已转办县局'],
    ['phrase', '已转办县局处理', '已转办县局'],
    ['phrase', '', '无'],
    ['phrase', '剩30天', null],
    ['phrase', 'ok', null],
    ['phrase', '——', null],
    ['character_string', 'ZC20220318-A3C4D6E7', 'ZC20220318-A3C4D6E7'],
    ['character_string', 'ＺＣ２０２２', 'ZC2022'],
    ['character_string', 'x'.repeat(33), `${'x'.repeat(29)}...`],
    ['character_string', '回执ZC2022', null],
    ['character_string', 'tip😀', null],
    ['character_string', '', '-'],
    ['number', '12', '12'],
    ['number', '-1.50', '-1.50'],
    ['number', '１２', '12'],
    ['number', '12个', null],
    ['number', '1'.repeat(33), null],
    ['number', '', null],
    ['letter', 'ABC', 'ABC'],
    ['letter', 'A1', null],
    ['letter', 'a'.repeat(33), null],
    ['letter', '', null],
    ['symbol', '★★', '★★'],
    ['symbol', '★★★★★★', null],
    ['symbol', 'a', null],
    ['symbol', '', '-'],
    ['time', '15:01', '15:01'],
    ['time', '2022年3月31日 18:00', '2022年3月31日 18:00'],
    ['time', '09:00～17:30', '09:00~17:30'],
    ['time', '2022年3月31日 09:00~2022年4月1日 17:30', '2022年3月31日 09:00~2022年4月1日 17:30'],
    ['time', '24:00', null],
    ['time', '2022年13月1日 10:00', null],
    ['time', '2022年3月31日', null],
    ['time', '', null],
    ['date', '2022年3月31日', '2022年3月31日'],
    ['date', '2022年3月31日 18:00', '2022年3月31日 18:00'],
    ['date', '2021年12月1日~2022年10月31日', '2021年12月1日~2022年10月31日'],
    ['date', '2022-03-31', null],
    ['date', '3月31日', null],
    ['date', '2022年3月32日', null],
    ['date', '明天', null],
    ['amount', '¥100.50', '¥100.50'],
    ['amount', '￥100元', '¥100元'],
    ['amount', '100', '100'],
    ['amount', '12345678901', null],
    ['amount', '一百', null],
    ['phone_number', '0594-12345678', '0594-12345678'],
    ['phone_number', '+86-0594-12345678', '+86-0594-12345678'],
    ['phone_number', '1'.repeat(18), null],
    ['phone_number', '电话', null],
    ['phone_number', '', '-'],
    ['car_number', '闽B12345', '闽B12345'],
    ['car_number', '粤A8Z888挂', '粤A8Z888挂'],
    ['car_number', '闽B123456挂', null],
    ['car_number', '闽莆B1234', null],
    ['car_number', '', '无'],
    ['name', '张某', '张某'],
    ['name', '示例县应急管理局办公室', '示例县应急管理局办…'],
    ['name', 'Example Name', 'Example Name'],
    ['name', 'An Example of a Long Name', 'An Example of a L...'],
    ['name', '张3', null],
    ['name', '', '无'],
    ['const', '待处理', '待处理'],
    ['const', '词'.repeat(21), null],
    ['const', '', null],
    ['enum', '是', '是'],
    ['enum_string', '', null],
  ])('%s %j becomes %j', (type, value, fitted) => {
    expect(fitField(type, value)).toBe(fitted)
  })
})

/** WeChat's rules once more, in other words than the code's. */
const RULES: Record<string, (text: string) => boolean> = {
  thing: text => points(text) <= 20,
  undocumented: text => points(text) <= 20,
  phrase: text => points(text) <= 5 && [...text].every(each => /\p{Script=Han}/u.test(each)),
  character_string: text => text.length <= 32 && [...text].every(each => each >= ' ' && each <= '~'),
  number: text => Number.isFinite(Number(text)) && (text.match(/\d/g)?.length ?? 99) <= 32,
  letter: text => text.length <= 32 && [...text].every(each => /[a-z]/i.test(each)),
  symbol: text => points(text) <= 5 && !/[\p{L}\p{N}]/u.test(text),
  time: text => text.split('~').every(each => /^(.*日 )?\d\d:\d\d$/.test(each)),
  date: text => text.split('~').every(each => /^\d{4}年\d\d?月\d\d?日( \d\d:\d\d)?$/.test(each)),
  amount: text => /\d/.test(text) && (text.match(/\d+/)?.[0].length ?? 99) <= 10 && !/[a-z]/i.test(text),
  phone_number: text => text.length <= 17 && !/[\p{L}]/u.test(text),
  car_number: text => points(text) <= 8 && !/\p{Script=Han}/u.test([...text].slice(1, -1).join('')),
  name: text => points(text) <= (/\p{Script=Han}/u.test(text) ? 10 : 20) && !/\d/.test(text),
  const: text => points(text) <= 20,
  enum: text => points(text) <= 20,
}

const samples = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'自查报告〇0１9-—。 :：~～年月日元¥￥.AZaz\n\t\ud83d\ude00…'),
    maxLength: 40,
  }),
  fc
    .date({ min: new Date('2021-01-01'), max: new Date('2023-01-01'), noInvalidDate: true })
    .map(day => `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`),
)

describe.each(Object.entries(RULES))('whatever goes into %s', (type, rule) => {
  it('comes out as WeChat takes it, in one line and not empty, or not at all; and stays so', () => {
    fc.assert(
      fc.property(samples, value => {
        const fitted = fitField(type, value)
        if (fitted === null) return
        expect(fitted).not.toMatch(/^\s|\s$|[\n\r\u2028\0]|^$/)
        expect(Buffer.from(fitted).toString()).toBe(fitted)
        expect(rule(fitted)).toBe(true)
        expect(fitField(type, fitted)).toBe(fitted)
      }),
      { numRuns: 500 },
    )
  })
})

it('words for people always reach them: no thing is ever refused', () => {
  fc.assert(
    fc.property(samples, value => {
      expect(fitField('thing', value)).not.toBeNull()
    }),
  )
})
