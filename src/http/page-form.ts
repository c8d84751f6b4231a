import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import formidable, { multipart } from 'formidable'
import { AppError } from '../errors.ts'

/** Every value of a name, and the files under it. */
export type SentForm = { values: Map<string, string[]>; files: Map<string, SentFile[]> }

export type SentFile = { size: number; read(): Promise<Uint8Array> }

/** Nine photos of 10 MB and some; one that is too large by itself is refused by name, not by breaking off the form. */
const MAX_TOTAL_BYTES = 100 * 1024 * 1024
const MAX_FIELD_BYTES = 512 * 1024
const MAX_FIELDS = 2_000
const MAX_FILES = 40

/**
 * Reads a multipart form and hands it to `use`; its files lie on the disk until then, so that memory is bounded by the
 * largest one. Throws AppError('body-too-large' or 'request-bad').
 */
export async function withForm<T>(request: IncomingMessage, use: (form: SentForm) => Promise<T>): Promise<T> {
  const uploadDir = await mkdtemp(join(tmpdir(), 'anpei-form-'))
  try {
    return await use(await readForm(request, uploadDir))
  } finally {
    await rm(uploadDir, { recursive: true, force: true })
  }
}

async function readForm(request: IncomingMessage, uploadDir: string): Promise<SentForm> {
  const values = new Map<string, string[]>()
  const files = new Map<string, SentFile[]>()
  const parser = formidable({
    uploadDir,
    enabledPlugins: [multipart],
    maxFields: MAX_FIELDS,
    maxFieldsSize: MAX_FIELD_BYTES,
    maxFiles: MAX_FILES,
    maxFileSize: MAX_TOTAL_BYTES,
    maxTotalFileSize: MAX_TOTAL_BYTES,
    // A browser sends an empty file for a field where none was chosen.
    allowEmptyFiles: true,
    minFileSize: 0,
  })
  parser.on('field', (name, value) => void values.set(name, [...(values.get(name) ?? []), value]))
  parser.on('file', (name, { size, filepath }) => {
    const file = { size, read: () => readFile(filepath) }
    files.set(name, [...(files.get(name) ?? []), file])
  })
  await parser.parse(request).catch((thrown: { httpCode?: number }) => {
    throw new AppError(thrown.httpCode === 413 ? 'body-too-large' : 'request-bad', 'form')
  })
  return { values, files }
}
