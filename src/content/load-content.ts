import { join } from 'node:path'
import { flaw } from '../dialog/check/flaw.ts'
import { buildContent } from './build-content.ts'
import { checkParts } from './check-parts.ts'
import type { Fault, Loaded } from './content.ts'
import { readParts } from './parts.ts'
import { readFiles } from './read-files.ts'
import { sayFault } from './say-fault.ts'

/**
 * Reads and checks the content directory. How the files fit together is asked once each is well formed; content is
 * given only where nothing at all is wrong. Never rejects for what is in the directory.
 */
export async function loadContent(directory: string): Promise<Loaded> {
  const files = await readFiles(directory).catch(() => null)
  if (!files) {
    const fault = sayFault(directory, 1, flaw([], 'directory-unreadable', { directory }), null)
    return { content: null, faults: [fault], toConfirm: [], words: null }
  }
  const { parts, check, flaws, toConfirm } = readParts(files)
  const words = check?.value ?? null
  const found = parts ? [...flaws, ...checkParts(parts)] : flaws
  const faults = found
    .map(each => sayFault(join(directory, each.file), each.line, each.flaw, words))
    .toSorted(byPlace)
  return {
    content: parts && faults.length === 0 ? buildContent(parts) : null,
    faults,
    toConfirm: toConfirm.map(each => ({ ...each, file: join(directory, each.file) })),
    words,
  }
}

function byPlace(a: Fault, b: Fault): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1
}
