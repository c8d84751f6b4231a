import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parse, stringify } from 'yaml'
import { AppError } from '../../errors.ts'
import { Recipients } from './recipients-content.ts'

const HEAD = `# Who can open tip-offs: public keys only. Made by npm run keys; a running server reads it anew for every tip.\n`

/** Null where there is no file. Throws AppError('config-bad') with what to mend where it cannot be read. */
export async function readRecipients(file: string): Promise<Recipients | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new AppError('config-bad', `${file} cannot be read (${error.code}); mend its permissions`)
  })
  if (text === null) return null
  const parsed = Recipients.safeParse(plain(text))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'file'}: ${message}`)
  throw new AppError('config-bad', `${file} has faults; mend them by npm run keys\n${faults.join('\n')}`)
}

/** In one step: who reads it meanwhile sees the old one or the new. */
export async function writeRecipients(file: string, recipients: Recipients): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const own = `${file}.${randomUUID()}`
  await writeFile(own, HEAD + stringify(recipients))
  await rename(own, file)
}

function plain(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}
