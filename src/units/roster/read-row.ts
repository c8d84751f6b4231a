import type { Campaign } from '../../campaign/content.ts'
import { containsIdNumber } from '../../dialog/answers/id-number.ts'
import { readOptionNumber } from '../../dialog/answers/option-number.ts'
import { parseAnswer, type ResolvedSpec } from '../../dialog/answers/parse-answer.ts'
import type { Frame } from '../../dialog/frame.ts'
import { specOf } from '../../dialog/place.ts'
import { stepIn } from '../../dialog/scope.ts'
import type { Script } from '../../dialog/script.ts'
import { AppError } from '../../errors.ts'
import { bureauUnit, countyBureausOf } from '../county-bureaus.ts'
import { REMEDIES, remedyOf } from './remedies.ts'
import { COLUMNS, type Column } from './roster-content.ts'
import { contactIn, type RosterEntry, rosterEntry } from './roster-entry.ts'
import type { Cell } from './table-rows.ts'

/** What is wrong in one column, and what to do. */
export type RowFault = { column: Column; remedy: string }

/** Cells by column; a column that the table does not have is missing. */
export type Row = Partial<Record<Column, Cell>>

/** `creditCode` is null where it cannot be read. */
export type ReadRow = (row: Row) => { entry: RosterEntry } | { faults: RowFault[]; creditCode: string | null }

type Answers = Frame['answers']

/** Figures that a spreadsheet must not take for a number. */
const CODES: readonly Column[] = ['credit-code', 'contact-phone']

/** All that is read of a county bureau, which comes with the campaign. */
const CONTACT: readonly Column[] = ['contact-name', 'contact-phone']

/** Reads a row of the roster as the answers of a registration: `register` asks what the columns hold. */
export function createReadRow(campaign: Campaign, register: Script): ReadRow {
  const bureaus = new Map(countyBureausOf(campaign).map(bureau => [bureau.name, bureau]))
  const specs = new Map(COLUMNS.map(column => [column, specIn(register, column)]))

  return row => {
    const answers: Answers = {}
    const faults: RowFault[] = []
    const bureau = bureaus.get(String(row.name ?? ''))
    for (const [column, spec] of specs) {
      if (bureau && !CONTACT.includes(column)) continue
      const cell = row[column] ?? ''
      const refused = cell === '' ? null : refusal(column, cell, spec)
      if (refused) faults.push({ column, remedy: refused })
      else if (cell !== '') {
        const heard = parseAnswer(spec, { kind: 'text', text: String(cell) }, { today: '' })
        if (heard.ok) answers[column] = heard.value
        else faults.push({ column, remedy: remedyOf(spec, heard.hint) })
      }
    }
    const isNamed = (column: Column) => faults.some(fault => fault.column === column)
    if (!bureau) faults.push(...missing(campaign, answers).filter(({ column }) => !isNamed(column)))
    const code = answers['credit-code']
    if (faults.length > 0) return { faults, creditCode: code === undefined ? null : String(code) }
    return {
      entry: bureau
        ? { unit: bureauUnit(campaign, bureau), contact: contactIn(answers) }
        : rosterEntry(campaign, answers),
    }
  }
}

/** What no answer in chat has to fear. In a table a bare 1 or A is no word, whatever option it would choose. */
function refusal(column: Column, cell: Cell, spec: ResolvedSpec): string | null {
  if (CODES.includes(column)) {
    if (typeof cell === 'number') return REMEDIES.number
    if (/^\d(\.\d+)?E\+?\d+$/i.test(cell)) return REMEDIES.scientific
  }
  const text = String(cell)
  if (containsIdNumber(text)) return REMEDIES['id-number']
  const isBare = readOptionNumber(text) !== null || /^[a-z]$/i.test(text)
  return spec.type === 'choice' && isBare ? remedyOf(spec, { phrase: 'hint.choice' }) : null
}

function missing(campaign: Campaign, answers: Answers): RowFault[] {
  const empty = (column: Column, remedy: keyof typeof REMEDIES = 'empty'): RowFault[] =>
    answers[column] === undefined ? [{ column, remedy: REMEDIES[remedy] }] : []
  const always = (['name', 'credit-code', 'subject', 'district'] as const).flatMap(column => empty(column))
  if (answers.subject === 'training-institution') return [...always, ...empty('special-ops', 'special-ops')]
  if (answers.subject !== 'enterprise' || answers['high-risk'] !== undefined) return always
  if (answers.industry === undefined) return [...always, ...empty('industry', 'industry-or-risk')]
  const industry = campaign.industries.find(({ id }) => id === answers.industry)
  return industry?.['high-risk'] === 'ask' ? [...always, ...empty('high-risk', 'high-risk')] : always
}

function specIn(register: Script, column: Column): ResolvedSpec {
  const { steps } = register.dialog
  const step = stepIn(steps, column)
  if (!step) throw new AppError('config-bad', `register.yaml has no step ${column}, which the roster needs`)
  return specOf({ path: column, step, scope: { prefix: '', steps, round: null, outer: null } }, register)
}
