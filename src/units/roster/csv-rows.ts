import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { AppError } from '../../errors.ts'
import { REMEDIES } from './remedies.ts'
import type { TableRow } from './table-rows.ts'
import { textEncoding } from './text-encoding.ts'
import { wholeRows } from './whole-rows.ts'

/** Longer than any honest line: what has no lines is no table, and is not held in memory. */
const MAX_LINE = 100_000

/** A CSV file row by row. A row in which a quotation mark is left open ends with its line, and says so. */
export async function* csvRows(file: string): AsyncGenerator<TableRow> {
  const open = new Set<number>()
  const text = Readable.from(wholeRows(linesOf(decoded(file, await textEncoding(file))), open))
  const parser = parse({ relax_column_count: true, relax_quotes: true, record_delimiter: '\n' })
  text.on('error', error => parser.destroy(error))
  let line = 0
  for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
    line += 1
    const fault = open.delete(line) ? REMEDIES.quote : undefined
    if (cells.some(cell => cell.trim() !== '')) yield { line, cells: cells.map(unwrapped), fault }
  }
}

async function* decoded(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(file))
    yield decoder.decode(chunk as Uint8Array, { stream: true })
  yield decoder.decode()
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    // A \r at the end may be half of a line's end.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    yield* lines
    if (rest.length > MAX_LINE) throw new AppError('config-bad', 'a line is too long; is this a CSV file?')
  }
  if (rest !== '') yield rest.replace(/\r$/, '')
}

/** `="0594"` is how spreadsheets are told to keep figures as text. */
function unwrapped(cell: string): string {
  const text = cell.trim()
  return /^="(.*)"$/.exec(text)?.[1] ?? text
}
