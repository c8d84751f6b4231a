import { toCivil } from '../campaign/civil-date.ts'
import { showDay } from '../dialog/answers/civil-day.ts'
import { fillWith } from './fill-with.ts'
import { footerOf, type PaperFacts } from './footer.ts'
import { type Block, type Cell, type Column, type Paper, type PaperId, text } from './paper.ts'
import type { PaperSetting } from './setting.ts'
import { stampLine } from './stamp-line.ts'

/** Whose list it is: `stamp` is the printed label, such as 单位名称（盖章）. */
export type ListHead = PaperFacts & { unit: string; stamp: string }

type Words = { name: string; title: string; date: string }

/** A list's columns by the names papers.yaml knows them under, in their order; shares are millimetres of its 243. */
export type Shares = Record<string, { share: number; narrow?: boolean }>

export type ListBody = { heads: Record<string, string>; shares: Shares; rows: Cell[][]; note?: string }

/** A list or ledger on landscape pages: title, stamp line with its date, note, and the table. */
export function listPaper(
  id: PaperId,
  words: Words,
  head: ListHead,
  { heads, shares, rows, note }: ListBody,
  setting: PaperSetting,
): Paper {
  const title = fillWith(words.title, { campaign: setting.campaign.title })
  const columns: Column[] = Object.entries(shares).map(([name, width]) => ({
    head: heads[name] ?? name,
    ...width,
  }))
  const blocks: Block[] = [
    text('title', title),
    {
      kind: 'stamp',
      left: fillWith(words.date, { date: showDay(toCivil(head.at)) }),
      right: stampLine(head.stamp, head.unit, setting.words),
    },
    ...(note ? [text('note', note)] : []),
    { kind: 'table', style: 'list', columns, rows: rows.map((row, index) => [[String(index + 1)], ...row]) },
  ]
  return {
    id,
    name: words.name,
    title,
    orientation: 'landscape',
    at: head.at,
    blocks,
    footer: footerOf(setting, head),
  }
}
