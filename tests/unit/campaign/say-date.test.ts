import { expect, it } from 'vitest'
import { dateWords } from '../../../src/campaign/say-date.ts'
import { realCalendar } from './real-content.ts'

const calendar = realCalendar()

it.each([
  ['2022-03-20', '2022年3月20日', '星期日', '3月18日', '星期五'],
  ['2022-05-27', '2022年5月27日', '星期五', '5月27日', '星期五'],
  ['2022-09-25', '2022年9月25日', '星期日', '9月23日', '星期五'],
  ['2022-02-06', '2022年2月6日', '星期日', '1月30日', '星期日'],
  ['2022-03-21', '2022年3月21日', '星期一', '3月21日', '星期一'],
  ['2022-03-22', '2022年3月22日', '星期二', '3月22日', '星期二'],
  ['2022-03-23', '2022年3月23日', '星期三', '3月23日', '星期三'],
  ['2022-03-24', '2022年3月24日', '星期四', '3月24日', '星期四'],
  ['2022-03-26', '2022年3月26日', '星期六', '3月25日', '星期五'],
  ['2022-01-03', '2022年1月3日', '星期一', '2021年12月31日', '星期五'],
])('%s', (day, date, weekday, lastWorkingDay, lastWeekday) => {
  expect(dateWords(day, calendar)).toEqual({ date, weekday, lastWorkingDay, lastWeekday })
})
