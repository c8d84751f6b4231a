import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { AppError } from '../../errors.ts'
import type { TableRow } from './table-rows.ts'
import { textEncoding } from './text-encoding.ts'

/** Longer than any honest line, so that a quote left open does not swallow the file. */
const MAX_LINE = 100_000

/** A CSV file row by row. */
export async function* csvRows(file: string): AsyncGenerator<TableRow> {
  const text = Readable.from(decoded(file, await textEncoding(file)))
  const parser = parse({
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_LINE,
  })
  text.on('error', error => parser.destroy(error))
  try {
    let line = 0
    for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
      line += 1
      if (cells.some(cell => cell.trim() !== '')) yield { line, cells: cells.map(unwrapped) }
    }
  } catch (thrown) {
    if (thrown instanceof CsvError)
      throw new AppError('config-bad', 'a quotation mark is opened and not closed; mend it')
    throw thrown
  }
}

async function* decoded(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(file))
    yield decoder.decode(chunk as Uint8Array, { stream: true })
  yield decoder.decode()
}

/** `="0594"` is how spreadsheets are told to keep figures as text. */
function unwrapped(cell: string): string {
  const text = cell.trim()
  return /^="(.*)"$/.exec(text)?.[1] ?? text
}
