import { fillWith } from './fill-with.ts'
import type { PapersContent } from './papers-content.ts'

/** 机构名称（盖章）： and the unit's name, which the stamp goes over. */
export function stampLine(stamp: string, unit: string, words: PapersContent): string {
  return fillWith(words.stamp, { stamp, unit })
}
