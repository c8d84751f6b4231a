import type { AnswerValue } from '../dialog/answer.ts'
import { fillWith } from './fill-with.ts'
import type { ItemRow, Material } from './material.ts'
import type { Cell } from './paper.ts'
import { clause, labelsOf, sayProblem } from './problem-words.ts'
import type { FiledFinding } from './stored-filing.ts'

type Answered = { item: ItemRow['item']; finding: FiledFinding }

/** The cell 自查、检查结果 of one item, in plain words. */
export function resultWords({ item, finding }: ItemRow, material: Material): Cell {
  const { results } = material.setting.words
  if (!finding) return [item.applies ? (item.otherwise ?? results['not-applicable']) : results.blank]
  const row = { item, finding }
  if (Array.isArray(finding.answers.published))
    return publishedWords(row, finding.answers.published, material)
  if (finding.answers.rating !== undefined) return ratedWords(row, material)
  return judgedWords(row, material)
}

function judgedWords({ item, finding }: Answered, material: Material): Cell {
  const { results } = material.setting.words
  const { result, reason, unsure } = finding.answers
  switch (result) {
    case 'none':
      return [results.none]
    case 'na':
      return [fillWith(results.na, { reason: typed(reason) })]
    case 'unsure':
      return [
        unsure === undefined ? results['unsure-bare'] : fillWith(results.unsure, { what: typed(unsure) }),
      ]
    case 'present':
      return existing({ item, finding }, results.present, results['present-several'], material)
    case 'partial':
      return existing({ item, finding }, results.partial, results['partial-several'], material)
    default:
      return [results.blank]
  }
}

function existing({ item, finding }: Answered, one: string, several: string, material: Material): Cell {
  const { words } = material.setting
  const said = finding.problems.map(problem => sayProblem(problem, item, words))
  if (said.length < 2) return [fillWith(one, { problem: `${said[0] ?? words.problem.missing}。` })]
  return [fillWith(several, { count: said.length }), ...numbered(said)]
}

function ratedWords({ item, finding }: Answered, material: Material): Cell {
  const { results } = material.setting.words
  const rating = fillWith(results.rating, { rating: material.shown(`${item.id}.rating`) })
  const account = finding.answers.account
  return [
    rating,
    ...(typeof account === 'string' ? [account.trim()] : []),
    ...below({ item, finding }, material),
  ]
}

function publishedWords({ item, finding }: Answered, done: string[], material: Material): Cell {
  const { results } = material.setting.words
  const undone = item.checks.map(({ id }) => id).filter(id => !done.includes(id))
  return [
    ...(done.length > 0 ? [fillWith(results.done, { checks: labelsOf(item, done) })] : []),
    ...(undone.length > 0 ? [fillWith(results.undone, { checks: labelsOf(item, undone) })] : []),
    ...below({ item, finding }, material),
  ]
}

/** Problems under a line that has said already how the item stands. */
function below({ item, finding }: Answered, material: Material): Cell {
  const { words } = material.setting
  const said = finding.problems.map(problem => sayProblem(problem, item, words))
  if (said.length > 1) return numbered(said)
  return said.map(each => fillWith(words.results.problem, { problem: `${each}。` }))
}

function numbered(said: string[]): Cell {
  return said.map((each, index) => `${index + 1}.${each}。`)
}

function typed(answer: AnswerValue | undefined): string {
  return typeof answer === 'string' ? clause(answer) : ''
}
