import { cityBureau } from '../../campaign/bureaus.ts'
import { fillWith } from '../fill-with.ts'
import { footerOf } from '../footer.ts'
import { type Material, unitValues } from '../material.ts'
import { type Paper, type TextBlock, text } from '../paper.ts'
import { signatureOf } from '../signature.ts'
import { sinceWords } from '../since-words.ts'
import { basics, findings, measures, next, organisation, problems } from './report-sections.ts'

/** 自查报告 to the city bureau (structure of domain §6.1); `attachments` are the names of the papers that go with it. */
export function reportPaper(material: Material, attachments: string[]): Paper {
  const { filing, setting } = material
  const words = setting.words.report
  const values = { ...unitValues(material), since: sinceWords(setting) }
  const title = fillWith(words.title, values)
  const bureau = cityBureau(setting.campaign).name
  return {
    id: 'report',
    name: words.name,
    title,
    orientation: 'portrait',
    at: filing.filedAt,
    blocks: [
      text('title', title),
      text('addressee', fillWith(words.addressee, { bureau })),
      text('body', fillWith(words.opening, values)),
      ...basics(material),
      ...organisation(material),
      ...findings(material),
      ...problems(material),
      ...measures(material),
      ...next(material),
      ...attached(attachments, material),
      ...signatureOf(material),
    ],
    footer: footerOf(setting, { ...filing, at: filing.filedAt }),
  }
}

function attached(papers: string[], { setting }: Material): TextBlock[] {
  const { first, other } = setting.words.report.attachments
  const lines = papers.map((paper, index) => {
    const template = index === 0 ? first : other
    return text('attachment', fillWith(template, { n: index + 1, paper }))
  })
  return [text('body', ''), ...lines]
}
