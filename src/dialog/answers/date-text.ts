import { chineseNumber } from './chinese-number.ts'
import { bare, foldText } from './fold.ts'

const NUMERALS = /[零〇○一二两三四五六七八九十廿卅百]+/g
const LEAD = /^(?:预计|计划|争取|最迟|不迟于)?(?:在|到|于)?/

/** What may follow a date that answers “by when”: 完成, 完成整改, 整改到位. As the source of a regular expression. */
export const DONE_TAIL = '(?:完成)?(?:整改)?(?:完成|到位|完毕)?$'

/** The same behind a day that is a deadline: 3月20日前完成. */
export const DEADLINE_TAIL = `(?:[之以]?前)?${DONE_TAIL}`

/** 周日 beside a finished date, as in 3月20日（周日）. */
const WEEKDAY_NOTE = /(?<=[日底末天]|[月\-/.]\d{1,2}|^\d{8})\(?周([1-7日天])\)?/

export type DateText = { text: string; weekday: number | null }

/**
 * A date as typed, in one spelling: Arabic figures, 日 for 号, 周 for 星期, `2022 3 20` with hyphens. A weekday that is only
 * named beside the date is taken out (Monday 1 to Sunday 7).
 */
export function dateText(typed: string): DateText {
  const spelled = foldText(typed)
    .replace(/(\d) (?=\d)/g, '$1-')
    .replaceAll(' ', '')
    .replace(NUMERALS, numeral => String(chineseNumber(numeral) ?? numeral))
    .replace(/星期|礼拜/g, '周')
    .replaceAll('号', '日')
  const text = bare(spelled).replace(LEAD, '')
  const note = WEEKDAY_NOTE.exec(text)
  return { text: text.replace(WEEKDAY_NOTE, ''), weekday: note ? weekdayNumber(note[1]!) : null }
}

/** 1 to 7, or 日 or 天 for Sunday. */
export function weekdayNumber(name: string): number {
  return Number(name) || 7
}
