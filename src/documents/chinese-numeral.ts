const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 一, 二 … 十, 十一 … 九十九, as headings count. */
export function chineseNumeral(number: number): string {
  const tens = Math.floor(number / 10)
  const ones = DIGITS[number % 10] ?? ''
  if (tens === 0) return ones
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones}`
}
