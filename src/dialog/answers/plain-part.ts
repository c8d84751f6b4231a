/** Signs that turn a Chinese phrase into its opposite. */
export const NEGATIONS = '不没沒无無未非否勿莫别別'

const NEGATION = new RegExp(`[${NEGATIONS}]`)

/** Whether `part` stands in `whole` with no negation before it: 存在 is a plain part of 部分存在, but not of 不存在. */
export function isPlainPart(part: string, whole: string): boolean {
  const at = whole.indexOf(part)
  return part !== '' && at >= 0 && !NEGATION.test(whole.slice(0, at))
}
