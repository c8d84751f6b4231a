import { showDay } from '../../dialog/answers/civil-day.ts'
import { fillWith } from '../fill-with.ts'
import { listPaper, type Shares } from '../list-paper.ts'
import { headOf, type Material, type ProblemRow } from '../material.ts'
import type { Cell, Paper } from '../paper.ts'
import { problemWords } from '../problem-words.ts'

const SHARES: Shares = {
  number: { share: 11, narrow: true },
  item: { share: 66 },
  problem: { share: 58 },
  source: { share: 18, narrow: true },
  basis: { share: 37 },
  found: { share: 33, narrow: true },
  department: { share: 20, narrow: true },
}

/** 问题清单 (columns of domain §6.2). The unit knows the department in charge; it writes it in by hand. */
export function problemListPaper(material: Material): Paper {
  const words = material.setting.words['problem-list']
  const rows = material.problems.map(row => cellsOf(row, material))
  const body = { heads: words.columns, shares: SHARES, rows }
  return listPaper('problem-list', words, headOf(material), body, material.setting)
}

function cellsOf({ item, problem, known }: ProblemRow, { setting }: Material): Cell[] {
  const words = setting.words['problem-list']
  const said = problemWords(problem, item, setting.words)
  // A reference that was never held against its source is no basis to print.
  const basis = item.basis.filter(({ status }) => status !== 'to-confirm').map(({ ref }) => ref)
  return [
    [fillWith(words.item, { number: item.annex, text: item.text, id: item.id })],
    [said.what, ...(said.checks ? [`（${said.checks}）`] : [])],
    [words.source],
    basis,
    known ? [showDay(known.foundOn)] : [],
    [],
  ]
}
