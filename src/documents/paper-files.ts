import type { PapersOfFiling } from '../self-check/filing-pages.ts'
import { fileName } from './file-name.ts'
import type { FilingReader } from './filing-reader.ts'
import type { PaperId } from './paper.ts'
import { papersOf } from './papers-of.ts'
import { renderDocx } from './render-docx.ts'
import { renderHtml } from './render-html.ts'
import { createVerifyUrl, type PaperSetting } from './setting.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What is stamped and brought to the bureau, but for ledgers, which name certificate holders, and the index of photos. */
const IN_CHAT: ReadonlySet<PaperId> = new Set<PaperId>([
  'report',
  'checklist',
  'problem-list',
  'rectification-list',
  'completion-proof',
])

/** Makes the papers of filings to download and to read; each is rendered only when it is asked for. */
export function createPaperFiles(
  reader: FilingReader,
  setting: Omit<PaperSetting, 'verifyUrl'>,
  address: () => string,
): PapersOfFiling {
  return async function paperFiles(receipt) {
    const filing = await reader.find(receipt)
    if (!filing) return []
    const script = await reader.scriptOf(filing)
    return papersOf(filing, script, { ...setting, verifyUrl: createVerifyUrl(address()) }).map(paper => ({
      name: paper.name,
      fileName: `${fileName(paper.name)}.docx`,
      mediaType: DOCX,
      photos: paper.photos ?? [],
      inChat: IN_CHAT.has(paper.id),
      render: () => renderDocx(paper),
      preview: () => renderHtml(paper),
    }))
  }
}
