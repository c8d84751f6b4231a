import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { fileName } from './file-name.ts'
import type { FilingReader } from './filing-reader.ts'
import { papersOf } from './papers-of.ts'
import { renderDocx } from './render-docx.ts'
import type { PaperSetting } from './setting.ts'

/**
 * Writes the papers of one filing into a folder of their own, named by receipt and unit, for the operator alone: ledgers hold
 * full names. Gives their number; rejects with AppError('not-found') where there is no such filing.
 */
export async function writePapers(
  receipt: string,
  reader: FilingReader,
  setting: PaperSetting,
  directory: string,
): Promise<number> {
  const filing = await reader.find(receipt)
  if (!filing) throw new AppError('not-found', `no filing ${receipt}`)
  const papers = papersOf(filing, await reader.scriptOf(filing), setting)
  const folder = join(directory, fileName(`${filing.receipt} ${filing.snapshot.unit.name}`))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const paper of papers) {
    await writeFile(join(folder, `${fileName(paper.name)}.docx`), await renderDocx(paper), { mode: 0o600 })
  }
  return papers.length
}
