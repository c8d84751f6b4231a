import { toCivil } from '../../campaign/civil-date.ts'
import { showDay } from '../../dialog/answers/civil-day.ts'
import { fillWith } from '../fill-with.ts'
import { footerOf } from '../footer.ts'
import { type Material, unitValues } from '../material.ts'
import { type Block, type Paper, text } from '../paper.ts'
import { signatureOf } from '../signature.ts'

/** 自查完成证明 of a unit that owes nothing because it found no problem (A14). */
export function completionProofPaper(material: Material): Paper {
  const { filing, form, rows, setting } = material
  const words = setting.words['completion-proof']
  const { subject } = filing.snapshot.unit
  const obligation = setting.campaign.obligations.find(({ who, otherwise }) => who === subject && otherwise)
  const values = {
    ...unitValues(material),
    annex: form.annex,
    form: form.form,
    items: rows.length,
    receipt: filing.receipt,
    version: filing.version,
    filed: showDay(toCivil(filing.filedAt)),
    clause: obligation?.clause ?? '',
    papers: obligation?.papers.join('、') ?? '',
  }
  const blocks: Block[] = [
    text('title', words.title),
    ...words.text.map(template => text('body', fillWith(template, values))),
    ...signatureOf(material),
  ]
  return {
    id: 'completion-proof',
    name: words.name,
    title: words.title,
    orientation: 'portrait',
    at: filing.filedAt,
    blocks,
    footer: footerOf(setting, { ...filing, at: filing.filedAt }),
  }
}
