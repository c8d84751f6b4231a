import { showDay } from '../../dialog/answers/civil-day.ts'
import type { Problem } from '../../self-check/findings.ts'
import { photoNumbers } from '../../self-check/photo-number.ts'
import { fillWith } from '../fill-with.ts'
import { listPaper, type Shares } from '../list-paper.ts'
import { headOf, type Material, type ProblemRow } from '../material.ts'
import type { Cell, Paper } from '../paper.ts'
import type { PapersContent } from '../papers-content.ts'
import { problemWords } from '../problem-words.ts'

const SHARES: Shares = {
  number: { share: 11, narrow: true },
  problem: { share: 38 },
  measure: { share: 34 },
  owner: { share: 22 },
  due: { share: 33, narrow: true },
  state: { share: 18, narrow: true },
  done: { share: 33, narrow: true },
  proof: { share: 20 },
  accepted: { share: 16, narrow: true },
  remark: { share: 18 },
}

/** 整改清单 (columns of domain §6.2). Who accepts the work signs by hand. */
export function rectificationListPaper(material: Material): Paper {
  const words = material.setting.words['rectification-list']
  const rows = material.problems.map(row => cellsOf(row, material))
  const body = { heads: words.columns, shares: SHARES, rows }
  return listPaper('rectification-list', words, headOf(material), body, material.setting)
}

function cellsOf({ item, problem, known }: ProblemRow, { setting: { words } }: Material): Cell[] {
  const said = problemWords(problem, item, words)
  const count = problem.proof.length
  return [
    [said.what],
    [said.measure],
    [said.owner],
    [said.due],
    [words['rectification-list'].states[problem.state]],
    dayDone(problem, known, words),
    count > 0 ? [fillWith(words.photos, { count }), photoNumbers(problem.proof)] : [],
    [],
    known?.how ? [known.how] : [],
  ]
}

/** Put right in the self-check itself, it has no day: the unit writes it in by hand. */
function dayDone({ state }: Problem, known: ProblemRow['known'], words: PapersContent): Cell {
  if (known?.doneOn) return [showDay(known.doneOn)]
  return state === 'done' ? [words['rectification-list'].undated] : []
}
