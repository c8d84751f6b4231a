import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EvidenceCopy } from '../desk/case-desk.ts'

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'application/json': 'json',
  'text/plain': 'txt',
}

/** Writes a piece of evidence where the handler said, for the handler's eyes; never over another file. Gives its name. */
export async function writeEvidence(
  folder: string,
  { number, count }: { number: string; count: number },
  { mediaType, bytes, isClean }: EvidenceCopy,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const copy = isClean ? '-clean' : ''
  const name = `${number}-${count}${copy}.${ENDINGS[mediaType] ?? 'bin'}`
  await writeFile(join(folder, name), bytes, { mode: 0o600, flag: 'wx' })
  return name
}
