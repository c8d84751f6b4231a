import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'

export type PageFile = { type: string; text: string; etag: string }

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** The page's files by name, read once at the start; only what lies in page/ can be asked for. */
export function readPageFiles(): Map<string, PageFile> {
  const folder = new URL('./page/', import.meta.url)
  const files = new Map<string, PageFile>()
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)]
    if (!type) continue
    const text = readFileSync(new URL(name, folder), 'utf8')
    files.set(name, { type, text, etag: `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"` })
  }
  return files
}
