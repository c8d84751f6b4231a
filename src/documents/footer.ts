import { timeOfDay, toCivil } from '../campaign/civil-date.ts'
import { showDay } from '../dialog/answers/civil-day.ts'
import type { Instant } from '../lib/clock.ts'
import { fillWith } from './fill-with.ts'
import type { PaperFooter } from './paper.ts'
import { type PaperSetting, PRINTED_HASH } from './setting.ts'

/** What identifies a paper. */
export type PaperFacts = { receipt: string; version: number; at: Instant; sha256: string }

export function footerOf({ words, verifyUrl }: PaperSetting, facts: PaperFacts): PaperFooter {
  const { receipt, version, at, sha256 } = facts
  const values = {
    receipt,
    version,
    time: `${showDay(toCivil(at))} ${timeOfDay(at)}`,
    hash: sha256.slice(0, PRINTED_HASH),
  }
  return {
    lines: words.footer.map(each => fillWith(each, values)),
    verify: verifyUrl(receipt, sha256),
  }
}
