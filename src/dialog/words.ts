import { chineseNumber } from './answers/chinese-number.ts'
import { bare, matchKey } from './answers/fold.ts'

/** Words a dialog always understands. 菜单 进度 暂停 继续 重来 人工 are heard before it, by the turn's router. */
export type Word = 'back' | 'keep' | 'skip' | 'help' | 'basis' | 'submit' | 'fill-in'

const WORDS: Record<string, Word> = {
  返回: 'back',
  上一题: 'back',
  上一步: 'back',
  后退: 'back',
  保留: 'keep',
  不变: 'keep',
  不改: 'keep',
  跳过: 'skip',
  略过: 'skip',
  以后再填: 'skip',
  帮助: 'help',
  '?': 'help',
  依据: 'basis',
  法条: 'basis',
  提交: 'submit',
  确认提交: 'submit',
  补填: 'fill-in',
}

/** A word as it is compared: folded, without quotes, closing marks and particles (“返回吧。” is 返回). */
export function plainWord(text: string): string {
  return bare(matchKey(text))
}

export function wordOf(text: string): Word | null {
  return WORDS[plainWord(text)] ?? null
}

const CHANGE = '改|修改|更正'
const STARTS_CHANGE = new RegExp(`^(?:${CHANGE})`)
const ROW = new RegExp(`^(?:${CHANGE})?第?([0-9]{1,3}|[一二三四五六七八九十百两]+)(?:条|行|项|题)?$`)

/** 改 3, 改第三条: 修改2条 may be an answer. */
const PLAIN_CHANGE = /^改(?:[0-9]{1,3}|第(?:[0-9]{1,3}|[一二三四五六七八九十百两]+)条)$/

/** Whether it begins with 改. */
export function saysChange(text: string): boolean {
  return STARTS_CHANGE.test(plainWord(text))
}

/** Whether it is 改 with a row and cannot be meant as words of one's own. */
export function saysOnlyChange(text: string): boolean {
  return PLAIN_CHANGE.test(plainWord(text))
}

/** “改 3”, “修改第三条”, “3”: the row of the review, or null. */
export function editedRow(text: string): number | null {
  const match = ROW.exec(plainWord(text))
  if (!match?.[1]) return null
  return /^\d+$/.test(match[1]) ? Number(match[1]) : chineseNumber(match[1])
}
