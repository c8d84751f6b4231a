import { createDecipheriv, hkdfSync } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { expect } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { openRedis } from '../../src/storage/redis.ts'
import { readTables } from './records.ts'

/** Every byte that lies about of a database: all cells of all rows, and for SQLite its file, its log and what lies beside them. */
export async function remainsOf({ kind, url }: Pick<Database, 'kind' | 'url'>): Promise<Buffer> {
  const rows = Object.values(await readTables(url)).flat()
  const cells = rows.flatMap(each => Object.values(each))
  const bytes = cells.map(cell =>
    cell instanceof Uint8Array ? Buffer.from(cell) : Buffer.from(String(cell)),
  )
  const files = kind === 'sqlite' ? await readFiles(dirname(url.slice('sqlite:'.length))) : []
  return Buffer.concat([...bytes, ...files])
}

/** A connection that was closed lets go of its files a little later: what went in between may stand in another by then. */
async function readFiles(folder: string): Promise<Buffer[]> {
  const names = await readdir(folder)
  try {
    return await Promise.all(names.map(name => readFile(join(folder, name))))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown
    return readFiles(folder)
  }
}

/** The same of a Redis, which is no one else's: its keys, all that is kept under them, and the files it writes. */
export async function remainsInRedis(url: string): Promise<Buffer> {
  const link = await openRedis(url, { commandMs: 60_000 })
  const read: Record<string, (key: string) => string[]> = {
    string: key => ['GET', key],
    hash: key => ['HGETALL', key],
    zset: key => ['ZRANGE', key, '0', '-1'],
  }
  const parts: Buffer[] = []
  for (const key of ((await link.send(['KEYS', '*'])) as Buffer[]).map(String)) {
    const kind = String(await link.send(['TYPE', key]))
    parts.push(Buffer.from(key), ...cellsOf(await link.send(read[kind]?.(key) ?? ['DUMP', key])))
  }
  // Pressed together nothing would be found in it.
  await link.send(['CONFIG', 'SET', 'rdbcompression', 'no'])
  await link.send(['SAVE'])
  const { dir } = (await link.send(['CONFIG', 'GET', 'dir'])) as { dir: Buffer }
  await link.close()
  const files = (await readdir(String(dir), { recursive: true })).filter(name => /\.(rdb|aof)$/.test(name))
  expect(files.map(name => extname(name))).toEqual(expect.arrayContaining(['.rdb', '.aof']))
  return Buffer.concat([
    ...parts,
    ...(await Promise.all(files.map(name => readFile(join(String(dir), name))))),
  ])
}

/** What Redis answers: a value, a list, or the fields of a hash with theirs. */
function cellsOf(answer: unknown): Buffer[] {
  if (answer instanceof Uint8Array) return [Buffer.from(answer)]
  if (typeof answer !== 'object' || answer === null) return [Buffer.from(String(answer))]
  return Object.entries(answer).flatMap(([name, value]) => [Buffer.from(name), ...cellsOf(value)])
}

/** Which of these texts stand in the bytes, as they are, in hexadecimal or in base64. */
export function foundIn(bytes: Buffer, texts: readonly string[]): string[] {
  return texts.filter(text => {
    const plain = Buffer.from(text)
    return [text, plain.toString('hex'), plain.toString('base64').slice(0, -4)].some(form =>
      bytes.includes(form),
    )
  })
}

/**
 * All that stands in the files of a SQLite database sealed for this purpose, current or overwritten, as DATA_KEY opens it: by its
 * beginning, since how long it was is not known. What follows its end is noise.
 */
export async function openedIn(
  { DATABASE_URL: url, dataKey }: { DATABASE_URL: string; dataKey: Buffer },
  { purpose, begins }: { purpose: string; begins: string },
): Promise<string[]> {
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', `anpei v1 seal ${purpose}`, 32))
  const bytes = Buffer.concat(await readFiles(dirname(url.slice('sqlite:'.length))))
  const opened: string[] = []
  // 1, initialisation vector, tag, text; under AES-GCM the text opens without its tag.
  for (let at = bytes.indexOf(1); at >= 0 && at + 60 < bytes.length; at = bytes.indexOf(1, at + 1)) {
    const read = (length: number) =>
      createDecipheriv('aes-256-gcm', key, bytes.subarray(at + 1, at + 13))
        .update(bytes.subarray(at + 29, at + 29 + length))
        .toString()
    if (read(begins.length) === begins) opened.push(read(4_000))
  }
  return opened
}
