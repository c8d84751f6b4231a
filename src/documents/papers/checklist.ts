import { fillWith } from '../fill-with.ts'
import { footerOf } from '../footer.ts'
import type { Material } from '../material.ts'
import { type Paper, text } from '../paper.ts'
import { resultWords } from '../result-words.ts'
import { stampLine } from '../stamp-line.ts'

/** 附件1 or 附件2 of the notice, as printed there: two columns, the rows verbatim with their printed numbers. */
export function checklistPaper(material: Material): Paper {
  const { filing, form, rows, setting } = material
  const words = setting.words.checklist
  const columns = [
    { head: words.columns.item, share: 1 },
    { head: words.columns.result, share: 1 },
  ]
  const cells = rows.map(row => {
    const { annex: number, text: asked } = row.item
    return [[fillWith(words.row, { number, text: asked })], resultWords(row, material)]
  })
  return {
    id: 'checklist',
    name: fillWith(words.name, { annex: form.annex }),
    title: form.form,
    orientation: 'portrait',
    at: filing.filedAt,
    blocks: [
      text('mark', form.annex),
      text('title', form.form),
      {
        kind: 'stamp',
        left: fillWith(words.category, { category: form.category }),
        right: stampLine(form.stamp, filing.snapshot.unit.name, setting.words),
      },
      { kind: 'table', style: 'checklist', columns, rows: cells },
    ],
    footer: footerOf(setting, { ...filing, at: filing.filedAt }),
  }
}
