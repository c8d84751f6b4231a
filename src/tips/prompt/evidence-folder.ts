import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EvidenceCopy } from '../desk/case-desk.ts'

const ENDINGS = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
  ['audio/amr', 'amr'],
  ['audio/mpeg', 'mp3'],
  ['video/mp4', 'mp4'],
  ['application/json', 'json'],
  ['text/plain', 'txt'],
])

/** The name of what was written, or why it could not be. */
export type Written = { name: string } | { fault: string }

/** Writes a piece of evidence where the handler said, for the handler's eyes; never over another file. */
export async function writeEvidence(
  folder: string,
  { number, count }: { number: string; count: number },
  { mediaType, bytes, isClean }: EvidenceCopy,
): Promise<Written> {
  const copy = isClean ? '-clean' : ''
  const name = `${number}-${count}${copy}.${ENDINGS.get(mediaType) ?? 'bin'}`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, name), bytes, { mode: 0o600, flag: 'wx' })
    return { name }
  } catch (thrown) {
    const { code, syscall } = thrown as NodeJS.ErrnoException
    const isThere = code === 'EEXIST' && syscall === 'open'
    const fault = isThere ? `${folder} has ${name} already` : `${folder} cannot be written (${code})`
    return { fault: `${fault}; name another folder` }
  }
}
