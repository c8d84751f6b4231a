import { chineseNumber } from './chinese-number.ts'
import { bare, matchKey } from './fold.ts'

const LEAD = /^(?:我?选(?:择|项)?|答案?(?:是|:)?)/
const ORDINAL = /^第(.+?)[个项条种]?$/
const NUMBERED = /^(.+?)[号项]$/

/** The option number someone names: 2, ２, 二, ②, `2.`, `第二个`, `选2`, `2号`. null where no whole number is named. */
export function readOptionNumber(text: string): number | null {
  const said = bare(matchKey(text)).replace(LEAD, '')
  const core = ORDINAL.exec(said)?.[1] ?? NUMBERED.exec(said)?.[1] ?? said
  const value = chineseNumber(core)
  return value !== null && Number.isInteger(value) ? value : null
}
