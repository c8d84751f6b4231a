import type { VerificationRow } from '../../certificates/ledger-rows.ts'
import { showDay } from '../../dialog/answers/civil-day.ts'
import { photoNumbers } from '../../self-check/photo-number.ts'
import { fillWith } from '../fill-with.ts'
import { type ListHead, listPaper, type Shares } from '../list-paper.ts'
import type { Cell, Paper } from '../paper.ts'
import type { PaperSetting } from '../setting.ts'

const SHARES: Shares = {
  number: { share: 11, narrow: true },
  name: { share: 18 },
  role: { share: 22 },
  category: { share: 25 },
  digits: { share: 13, narrow: true },
  valid: { share: 33, narrow: true },
  review: { share: 33, narrow: true },
  checked: { share: 33, narrow: true },
  checker: { share: 18 },
  result: { share: 17 },
  screenshots: { share: 20 },
}

/** 核验台账: who was checked, in what role, when, by whom, with what result (notice 三（一）). */
export function certificateLedgerPaper(
  rows: VerificationRow[],
  head: ListHead,
  setting: PaperSetting,
): Paper {
  const words = setting.words['certificate-ledger']
  const { name: platform, url } = setting.campaign.query
  const note = fillWith(words.source, { platform, url })
  const body = { heads: words.columns, shares: SHARES, rows: rows.map(cellsOf), note }
  const paper = listPaper('certificate-ledger', words, head, body, setting)
  return { ...paper, photos: rows.flatMap(({ screenshots }) => screenshots) }
}

function cellsOf(row: VerificationRow): Cell[] {
  return [
    [row.name],
    [row.role],
    [row.category],
    [row.lastFour],
    row.validUntil ? [showDay(row.validUntil)] : [],
    row.reviewBy ? [showDay(row.reviewBy)] : [],
    [showDay(row.checkedOn)],
    [row.checkedBy],
    [row.result],
    row.screenshots.length > 0 ? [photoNumbers(row.screenshots)] : [],
  ]
}
