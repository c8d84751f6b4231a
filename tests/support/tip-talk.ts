import type { PushBody } from '../../src/simulator/push-xml.ts'
import type { TipLevel } from '../../src/turn/tip-levels.ts'
import { PHOTO } from './conversations.ts'

export const TIP_WORDS = '两天就把一周的课上完了，学时表是抄的'
export const REPORTER = { name: '示例举报人', phone: '13912345678' }

const CHOICE: Record<TipLevel, string> = { named: '1', confidential: '2', notifiable: '3', 'code-only': '4' }

/** What a reporter sends from 举报 to the review, with a photo and a place as evidence. */
export function writeTip(level: TipLevel, words = TIP_WORDS): (string | PushBody)[] {
  const isNamed = level === 'named' || level === 'confidential'
  return [
    '举报',
    CHOICE[level],
    words,
    '压缩学时',
    '培训机构',
    '示例安全培训学校',
    '荔城',
    '三楼东边的教室',
    '上个月',
    PHOTO,
    { kind: 'location', latitude: 25.43, longitude: 119.01, label: '示例路1号' },
    '好了',
    '学员',
    ...(isNamed ? [REPORTER.name, REPORTER.phone] : []),
  ]
}

/** Number and query code of the receipt in a reply; null where it has none. */
export function receiptIn(text: string): { number: string; code: string } | null {
  const [, number, code] = /编号：(\S+)\n查询码：(\S+)/.exec(text) ?? []
  return number && code ? { number, code } : null
}
