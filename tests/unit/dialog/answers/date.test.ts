import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hear, hearing, hint, TODAY } from './hearing.ts'

const open = hearing({ type: 'date' })

describe('whole dates', () => {
  test.each([
    '2022年3月20日',
    '2022年03月20号',
    '２０２２年３月２０日',
    '2022-3-20',
    '2022-03-20',
    '2022/3/20',
    '2022.3.20',
    '2022．３．２０',
    '20220320',
    '2022 3 20',
    '2022 年 3 月 20 日',
    '22年3月20日',
    '二〇二二年三月二十日',
    '二零二二年三月廿日',
    '2022年3月20日前',
    '2022年3月20日之前完成',
    '2022年3月20日（星期日）',
    '2022-3-20周日',
    '预计2022年3月20日完成整改',
    '2022.3.20。',
    '今年3月20日',
    '三月二十日',
    '3月20',
    '3.20',
    '3/20',
    '3-20',
    '3月20号吧',
    '㋂20日',
    '3月20日（周日）前',
  ])('%s is 20 March 2022', text => {
    expect(open(text)).toBe('2022-03-20')
  })

  test.each([
    ['2月30日', hint('hint.date-impossible')],
    ['2022年2月29日', hint('hint.date-impossible')],
    ['20221301', hint('hint.date-impossible')],
    ['13/1', hint('hint.date-impossible')],
    ['32号', hint('hint.date-impossible')],
    ['下个月32号', hint('hint.date-impossible')],
    ['3022年1月1日', hint('hint.date-impossible')],
    ['3月20日星期六', hint('hint.date-weekday', { date: '2022年3月20日' })],
  ])('%s is on no calendar', (text, expected) => {
    expect(hear({ type: 'date' }, text)).toEqual(expected)
  })

  test.each([
    '',
    '3',
    '20',
    '3月',
    '2022年',
    '2022年3月',
    '320',
    '0320',
    '220320',
    '尽快',
    '下周',
    '月初',
    '3月中旬',
    '3月20日或21日',
    '2022-3-20 至 2022-3-25',
    '农历三月初二',
    '明年',
    '不知道',
    '3月20日吗',
  ])('%j is no date', text => {
    expect(hear({ type: 'date' }, text)).toEqual(hint('hint.date'))
  })
})

// 16 February 2022 is a Wednesday.
test.each([
  ['今天', '2022-02-16'],
  ['明天', '2022-02-17'],
  ['后天', '2022-02-18'],
  ['大后天', '2022-02-19'],
  ['昨天', '2022-02-15'],
  ['前天', '2022-02-14'],
  ['明天前完成', '2022-02-17'],
  ['周五', '2022-02-18'],
  ['这周五', '2022-02-18'],
  ['本周五', '2022-02-18'],
  ['星期三', '2022-02-16'],
  ['周一', '2022-02-21'],
  ['本周一', '2022-02-14'],
  ['上周五', '2022-02-11'],
  ['下周五', '2022-02-25'],
  ['下星期五', '2022-02-25'],
  ['下个礼拜五之前', '2022-02-25'],
  ['下下周五', '2022-03-04'],
  ['周日', '2022-02-20'],
  ['星期天', '2022-02-20'],
  ['下周日', '2022-02-27'],
  ['20号', '2022-02-20'],
  ['16日', '2022-02-16'],
  ['10号', '2022-03-10'],
  ['31号', '2022-03-31'],
  ['廿八号', '2022-02-28'],
  ['本月20号', '2022-02-20'],
  ['下个月15号', '2022-03-15'],
  ['下月15', '2022-03-15'],
  ['月底', '2022-02-28'],
  ['本月底前', '2022-02-28'],
  ['这个月底', '2022-02-28'],
  ['下月底', '2022-03-31'],
  ['下个月月底', '2022-03-31'],
  ['三月底', '2022-03-31'],
  ['2022年3月底', '2022-03-31'],
  ['1月底', '2023-01-31'],
  ['年底', '2022-12-31'],
  ['今年年底', '2022-12-31'],
  ['明年底', '2023-12-31'],
  ['明年3月1日', '2023-03-01'],
  ['去年12月1日', '2021-12-01'],
  ['3天后', '2022-02-19'],
  ['三日内', '2022-02-19'],
  ['3日前', '2022-03-03'],
  ['3天前', '2022-02-13'],
  ['十天', '2022-02-26'],
  ['一周内', '2022-02-23'],
  ['1个星期之后', '2022-02-23'],
  ['两周后', '2022-03-02'],
  ['半个月', '2022-03-03'],
  ['半个月内完成', '2022-03-03'],
  ['一个月内', '2022-03-16'],
  ['3个月后', '2022-05-16'],
  ['半年内', '2022-08-16'],
  ['一年以内', '2023-02-16'],
])('said on 16 February 2022, %s is %s', (text, date) => {
  expect(open(text)).toBe(date)
})

test('a month from the last of January is the last of February', () => {
  const heard = hearing({ type: 'date' }, '2022-01-31')
  expect(['一个月后', '下个月15号', '下月底', '31号'].map(heard)).toEqual([
    '2022-02-28',
    '2022-02-15',
    '2022-02-28',
    '2022-01-31',
  ])
})

describe('without a year', () => {
  test('the next one to come, where nothing bounds it', () => {
    expect(['2月15日', '2月16日', '12月31日'].map(open)).toEqual(['2023-02-15', '2022-02-16', '2022-12-31'])
  })

  test('the nearest within the bounds', () => {
    const past = hearing({ type: 'date', from: '2019-01-01', to: 'today' })
    expect(['2月15日', '12月31日', '20号', '周五', '2月16日'].map(past)).toEqual([
      '2022-02-15',
      '2021-12-31',
      '2022-01-20',
      '2022-02-11',
      '2022-02-16',
    ])
    const coming = hearing({ type: 'date', from: 'today+1', to: 'today+365' })
    expect(['2月16日', '周三', '16号', '1月1日'].map(coming)).toEqual([
      '2023-02-16',
      '2022-02-23',
      '2022-03-16',
      '2023-01-01',
    ])
    const lookback = hearing({ type: 'date', from: '2019-01-01', to: '2020-06-30' })
    expect(['3月20日', '12月31日', '2月29日'].map(lookback)).toEqual([
      '2020-03-20',
      '2019-12-31',
      '2020-02-29',
    ])
  })
})

test('a day outside the bounds is told the bound', () => {
  const spec = { type: 'date', from: 'today-10', to: 'today+180' } as const
  expect(hear(spec, '2022-02-05')).toEqual(hint('hint.date-early', { from: '2022年2月6日' }))
  expect(hear(spec, '2022-02-06').ok).toBe(true)
  expect(hear(spec, '2022-08-15').ok).toBe(true)
  expect(hear(spec, '2022-08-16')).toEqual(hint('hint.date-late', { to: '2022年8月15日' }))
  expect(hear(spec, '12月31日').ok).toBe(false)
})

test('a bound of today is told as today', () => {
  expect(hear({ type: 'date', from: 'today' }, '昨天')).toEqual(hint('hint.date-past'))
  expect(hear({ type: 'date', to: 'today' }, '明天')).toEqual(hint('hint.date-ahead'))
})

const day = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

const numeral = (number: number) =>
  `${number >= 20 ? [...'零一二三'][Math.floor(number / 10)] : ''}${number >= 10 ? '十' : ''}${number % 10 ? [...'零一二三四五六七八九'][number % 10] : ''}`

test('any day, in every style with a year, is read back', () => {
  fc.assert(
    fc.property(day, date => {
      const [y = '', m = '', d = ''] = date.split('-')
      const [month, dayOfMonth] = [Number(m), Number(d)]
      const chineseYear = [...y].map(digit => [...'〇一二三四五六七八九'][Number(digit)]).join('')
      const styles = [
        date,
        `${y}${m}${d}`,
        `${y}/${month}/${dayOfMonth}`,
        `${y}.${month}.${dayOfMonth}`,
        `${y}年${month}月${dayOfMonth}日`,
        `${y}年${m}月${d}号前`,
        `${chineseYear}年${numeral(month)}月${numeral(dayOfMonth)}日`,
      ]
      expect(styles.map(open)).toEqual(styles.map(() => date))
    }),
  )
})

test('any day of the coming year, in every style without one, is read back', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 364 }), (today, ahead) => {
      const date = new Date(Date.parse(today) + ahead * 86_400_000).toISOString().slice(0, 10)
      const [, m = '', d = ''] = date.split('-')
      const [month, dayOfMonth] = [Number(m), Number(d)]
      const styles = [
        `${month}月${dayOfMonth}日`,
        `${month}月${dayOfMonth}号`,
        `${month}.${dayOfMonth}`,
        `${m}/${d}`,
        `${numeral(month)}月${numeral(dayOfMonth)}`,
        `${ahead}天后`,
      ]
      expect(styles.map(hearing({ type: 'date', from: 'today', to: 'today+364' }, today))).toEqual(
        styles.map(() => date),
      )
    }),
  )
})

test('the day a weekday is read as falls on it, in the week that was named', () => {
  const names = [...'一二三四五六日']
  fc.assert(
    fc.property(day, fc.nat(6), (today, place) => {
      const heard = hearing({ type: 'date' }, today)
      const [last, current, next] = ['上周', '本周', '下周'].map(week =>
        Date.parse(String(heard(`${week}${names[place]}`))),
      )
      expect((new Date(current!).getUTCDay() + 6) % 7).toBe(place)
      expect([current! - last!, next! - current!]).toEqual([7 * 86_400_000, 7 * 86_400_000])
      expect(Math.abs(current! - Date.parse(today))).toBeLessThan(7 * 86_400_000)
    }),
  )
  expect(hearing({ type: 'date' }, TODAY)('本周三')).toBe(TODAY)
})
