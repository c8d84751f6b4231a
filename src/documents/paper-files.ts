import type { Html } from '../lib/html.ts'
import { fileName } from './file-name.ts'
import type { FilingReader } from './filing-reader.ts'
import { papersOf } from './papers-of.ts'
import { renderDocx } from './render-docx.ts'
import { renderHtml } from './render-html.ts'
import { createVerifyUrl, type PaperSetting } from './setting.ts'

export type PaperFile = {
  name: string
  fileName: string
  mediaType: string
  render(): Promise<Uint8Array>
  preview(): Promise<Html>
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The papers of a filing as files to download and as pages to read; each is rendered only when it is asked for. None where there is no filing. */
export function createPaperFiles(
  reader: FilingReader,
  setting: Omit<PaperSetting, 'verifyUrl'>,
  address: () => string,
): (receipt: string) => Promise<PaperFile[]> {
  return async function paperFiles(receipt) {
    const filing = await reader.find(receipt)
    if (!filing) return []
    const script = await reader.scriptOf(filing)
    return papersOf(filing, script, { ...setting, verifyUrl: createVerifyUrl(address()) }).map(paper => ({
      name: paper.name,
      fileName: `${fileName(paper.name)}.docx`,
      mediaType: DOCX,
      render: () => renderDocx(paper),
      preview: () => renderHtml(paper),
    }))
  }
}
