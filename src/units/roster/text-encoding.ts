import { createReadStream } from 'node:fs'
import { AppError } from '../../errors.ts'

/** How a text file was saved: UTF-8, or GB18030 as Excel on Chinese Windows saves CSV (GBK is a part of it). */
export async function textEncoding(file: string): Promise<'utf-8' | 'gb18030'> {
  for (const encoding of ['utf-8', 'gb18030'] as const) if (await isIn(file, encoding)) return encoding
  throw new AppError('config-bad', 'the file is neither UTF-8 nor GBK; save it as CSV UTF-8 and try again')
}

/** Reads the whole file: one byte near its end may tell. A NUL stands in no table, but all over UTF-16. */
async function isIn(file: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(file)) {
      if (decoder.decode(chunk as Uint8Array, { stream: true }).includes('\0')) return false
    }
    decoder.decode()
    return true
  } catch (thrown) {
    if (thrown instanceof TypeError) return false
    throw thrown
  }
}
