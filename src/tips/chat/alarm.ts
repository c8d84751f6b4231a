import { matchKey } from '../../dialog/answers/fold.ts'

/** `deaths`: the county's government or one above it must look into it (安全生产法 art. 73, A34). */
export type Alarm = 'danger' | 'deaths'

/** Words of tip-settings.yaml that mean danger, whoever is reported. */
export type AlarmWords = Readonly<Record<Alarm, readonly string[]>>

/** Whether a text may speak of danger that is there now. Denied or past, it is answered all the same: that costs a line. */
export function alarmIn(text: string, words: AlarmWords): Alarm | null {
  const key = matchKey(text)
  const says = (alarm: Alarm) => words[alarm].some(word => key.includes(matchKey(word)))
  if (says('deaths')) return 'deaths'
  return says('danger') ? 'danger' : null
}
