import { split } from '../campaign/civil-date.ts'
import { fillWith } from './fill-with.ts'
import type { PaperSetting } from './setting.ts'

/** The month from which training is looked back upon: 2019年1月. */
export function sinceWords({ campaign, words }: PaperSetting): string {
  const { year, month } = split(`${campaign.lookback.from}-01`)
  return fillWith(words.month, { year, month })
}
