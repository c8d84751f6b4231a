import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { AppError } from '../../errors.ts'
import type { TableRow } from './table-rows.ts'
import { textEncoding } from './text-encoding.ts'

/** Longer than any honest line, so that a quote left open does not swallow the file. */
const MAX_LINE = 100_000

type Parsed = { record: string[]; info: { lines: number } }

/** A CSV file row by row. */
export async function* csvRows(file: string): AsyncGenerator<TableRow> {
  const text = Readable.from(decoded(file, await textEncoding(file)))
  const parser = parse({ info: true, relax_column_count: true, trim: true, max_record_size: MAX_LINE })
  text.on('error', error => parser.destroy(error))
  try {
    let last = 0
    for await (const { record, info } of text.pipe(parser) as AsyncIterable<Parsed>) {
      const line = last + 1
      last = info.lines
      if (record.some(cell => cell !== '')) yield { line, cells: record.map(unwrapped) }
    }
  } catch (thrown) {
    if (thrown instanceof CsvError)
      throw new AppError(
        'config-bad',
        `line ${thrown.lines}: a quotation mark is open or stands alone; mend it`,
      )
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
  return /^="(.*)"$/.exec(cell)?.[1] ?? cell
}
