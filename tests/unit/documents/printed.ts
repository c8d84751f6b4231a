import type { Paper, PaperId } from '../../../src/documents/paper.ts'
import { papersOf } from '../../../src/documents/papers-of.ts'
import { renderDocx } from '../../../src/documents/render-docx.ts'
import { type filed, setting } from './filed.ts'
import { type Docx, readDocx } from './read-docx.ts'

type Filed = ReturnType<typeof filed>

export function papersFor({ filing, script }: Filed): Paper[] {
  return papersOf(filing, script, setting)
}

/** One paper of a filing, printed and read back. */
export async function printed(id: PaperId, from: Filed): Promise<Docx> {
  const paper = papersFor(from).find(each => each.id === id)
  if (!paper) throw new Error(`no ${id}`)
  return readDocx(await renderDocx(paper))
}
