import type { PapersOfFiling } from '../self-check/filing-pages.ts'
import { fileName } from './file-name.ts'
import type { FilingReader } from './filing-reader.ts'
import { papersOf } from './papers-of.ts'
import { renderDocx } from './render-docx.ts'
import { renderHtml } from './render-html.ts'
import { createVerifyUrl, type PaperSetting } from './setting.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

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
      render: () => renderDocx(paper),
      preview: () => renderHtml(paper),
    }))
  }
}
