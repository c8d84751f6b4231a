import { expect, test } from 'vitest'
import { isValidField } from '../../../../src/simulator/platform/field-rules.ts'

/** Values that a field takes, and values that it refuses (wechat-platform §5.1, §5.2). */
test.each<[key: string, good: string[], bad: string[]]>([
  ['thing01', ['校'.repeat(20), '😀'.repeat(20), '-', 'a\nb'], ['', '校'.repeat(21), '😀'.repeat(21)]],
  ['const3', ['待办'], ['']],
  ['character_string2', ['ZC20220314-7K3M', '~'.repeat(32)], ['回执', '', '1'.repeat(33)]],
  ['number1', ['5', '12.50', '1'.repeat(32)], ['五', '1'.repeat(33), '1.', '']],
  ['letter4', ['ABC'], ['AB1', 'A'.repeat(33)]],
  ['symbol1', ['+-！'], ['a', '++++++']],
  ['amount7', ['¥1234567890.50元', '99', '$5'], ['12345678901', '五元']],
  ['phone_number5', ['0594-12345678', '+86 13800000000'], ['1'.repeat(18), '无']],
  ['car_number6', ['闽B12345', '闽BD12345'], ['闽BD1234567', '']],
  ['name10', ['张'.repeat(10), 'A'.repeat(20)], ['张'.repeat(11), 'A'.repeat(21)]],
  ['phrase3', ['待报送', '五个字的词'], ['六个字的词呀', 'done', '']],
  ['enum1', ['一类'], ['']],
  ['short_thing2', ['未公布的类型'], ['']],
])('%s', (key, good, bad) => {
  for (const kind of ['template', 'subscription'] as const) {
    expect(good.filter(value => !isValidField(kind, key, value))).toEqual([])
    expect(bad.filter(value => isValidField(kind, key, value))).toEqual([])
  }
})

test.each<['template' | 'subscription', string, string, boolean]>([
  ['template', 'time2', '2019年10月1日 15:01', true],
  ['template', 'time2', '15:01', false],
  ['template', 'time2', '2019-10-01 15:01', false],
  ['template', 'time2', '2019年10月1日 24:00', false],
  ['template', 'date2', '2019年10月1日', true],
  ['template', 'date2', '2019年13月1日', false],
  ['template', 'date2', '2019年10月1日 15:01', false],
  ['subscription', 'time2', '15:01', true],
  ['subscription', 'time2', '2019年10月1日 15:01', true],
  ['subscription', 'time2', '15:01~16:00', true],
  ['subscription', 'time2', '15:01～16:00', false],
  ['subscription', 'date2', '2019年10月1日 15:01', true],
  ['subscription', 'date2', '2019年10月1日~2019年10月2日', true],
  ['subscription', 'date2', '2019年10月32日', false],
])('%s %s %s: %s', (kind, key, value, isGood) => {
  expect(isValidField(kind, key, value)).toBe(isGood)
})
