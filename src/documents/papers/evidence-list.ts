import { photoNumbers } from '../../self-check/photo-number.ts'
import { listPaper, type Shares } from '../list-paper.ts'
import { headOf, type Material, type ProblemRow } from '../material.ts'
import type { Cell, Paper } from '../paper.ts'
import { clause } from '../problem-words.ts'

const SHARES: Shares = {
  number: { share: 11, narrow: true },
  item: { share: 40 },
  problem: { share: 90 },
  kind: { share: 22, narrow: true },
  count: { share: 14, narrow: true },
  ids: { share: 66 },
}

/** 佐证目录: which photos were filed for which problem. */
export function evidenceListPaper(material: Material): Paper {
  const words = material.setting.words['evidence-list']
  const rows = material.problems.flatMap(row => [
    ...cellsOf(row, words.kinds.problem, row.problem.photos),
    ...cellsOf(row, words.kinds.proof, row.problem.proof),
  ])
  const body = { heads: words.columns, shares: SHARES, rows }
  return listPaper('evidence-list', words, headOf(material), body, material.setting)
}

export function hasEvidence({ problems }: Material): boolean {
  return problems.some(({ problem }) => problem.photos.length + problem.proof.length > 0)
}

function cellsOf({ item, problem }: ProblemRow, kind: string, photos: string[]): Cell[][] {
  if (photos.length === 0) return []
  return [[[item.title], [clause(problem.what)], [kind], [String(photos.length)], [photoNumbers(photos)]]]
}
