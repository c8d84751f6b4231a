import type { ChecklistItem } from '../dialog/content.ts'
import type { PrintedForm, Script } from '../dialog/script.ts'
import { AppError } from '../errors.ts'
import type { KnownOfProblem } from '../self-check/filing.ts'
import type { Problem } from '../self-check/findings.ts'
import type { ListHead } from './list-paper.ts'
import type { PaperSetting } from './setting.ts'
import type { FiledFinding, StoredFiling } from './stored-filing.ts'

/** One row of the printed checklist; an item that does not apply to the unit has no finding. */
export type ItemRow = { item: ChecklistItem; finding: FiledFinding | null }

export type ProblemRow = { item: ChecklistItem; problem: Problem; known: KnownOfProblem | null }

/** A filing put in order for printing: everything in the order of the annex, with the questions it was made with. */
export type Material = {
  filing: StoredFiling
  form: PrintedForm
  rows: ItemRow[]
  problems: ProblemRow[]
  /** Rows answered 待核. */
  unsettled: ItemRow[]
  /** The answer at a path as it read when it was filed. */
  shown(path: string): string
  setting: PaperSetting
}

/** Throws AppError('content-missing') where the script is not that of a checklist. */
export function materialOf(filing: StoredFiling, script: Script, setting: PaperSetting): Material {
  if (!script.form) throw new AppError('content-missing', `no printed form in content ${script.hash}`)
  const { findings, rows: answered } = filing.snapshot
  const rows = script.items
    .toSorted((a, b) => a.annex - b.annex)
    .map(item => ({ item, finding: findings.find(({ id }) => id === item.id) ?? null }))
  const shown = new Map(answered.map(row => [row.path, row.shown]))
  return {
    filing,
    form: script.form,
    rows,
    problems: rows.flatMap(({ item, finding }) =>
      (finding?.problems ?? []).map(problem => ({
        item,
        problem,
        known: filing.known[problem.path] ?? null,
      })),
    ),
    unsettled: rows.filter(({ finding }) => finding?.answers.result === 'unsure'),
    shown: path => shown.get(path) ?? '',
    setting,
  }
}

/** What the head of a list says of it. */
export function headOf({ filing, form }: Material): ListHead {
  const { receipt, version, sha256, filedAt, snapshot } = filing
  return { receipt, version, sha256, at: filedAt, unit: snapshot.unit.name, stamp: form.stamp }
}

/** Values that any text about the unit may name. */
export function unitValues({ filing, setting: { campaign } }: Material): Record<string, string> {
  const { name, creditCode } = filing.snapshot.unit
  const { issuer, number } = campaign.document
  return { unit: name, code: creditCode, campaign: campaign.title, issuer, number }
}

export function titlesOf(rows: ItemRow[]): string {
  return rows.map(({ item }) => item.title).join('、')
}
