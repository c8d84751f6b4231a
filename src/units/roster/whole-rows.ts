/**
 * Cells between commas: quoted from end to end, or with a quoted beginning (`"甲"厂`), or text, or nothing. Each begins as no
 * other can, so that what does not fit is known at once.
 */
const WHOLE = /^(?:(?:"[^"]*(?:""[^"]*)*"(?=,|$)|"[^",\n]+"(?![",]|$)[^,\n]*|[^",][^,]*|)(?:,|$))*$/

/** No honest cell has more; what follows a quotation mark left open are other rows. */
const MOST_LINES = 50

/**
 * The text of each row, which may take several lines, with its end. Where a quotation mark is left open its line is a row, its
 * quotation marks are text, and its number, counted from 1, is in `open` before it is given out.
 */
export async function* wholeRows(lines: AsyncIterable<string>, open: Set<number>): AsyncGenerator<string> {
  const held: string[] = []
  let row = 0
  let widest = 0

  for await (const line of lines) {
    held.push(line)
    yield* settled(MOST_LINES)
  }
  yield* settled(1)

  /** Rows of what is held, until less than `enough` of it may be the beginning of one. */
  function* settled(enough: number): Generator<string> {
    while (held.length > 0) {
      const length = linesOfFirst(held, widest)
      if (length === null && held.length < enough) return
      const text = held.splice(0, length ?? 1).join('\n')
      row += 1
      widest = Math.max(widest, commasIn(text))
      if (length === null) open.add(row)
      yield `${length === null ? quoted(text) : text}\n`
    }
  }
}

/** Of how many lines the first row is; null where its quotation marks are not closed, or other rows stand between them. */
function linesOfFirst(lines: readonly string[], widest: number): number | null {
  for (let length = 1; length <= lines.length; length++) {
    const text = lines.slice(0, length).join('\n')
    if (length > 1 && widest > 0 && commasIn(text) >= 2 * widest) return null
    if (!text.includes('"') || WHOLE.test(text)) return length
  }
  return null
}

function commasIn(text: string): number {
  return text.split(',').length - 1
}

function quoted(line: string): string {
  return line
    .split(',')
    .map(cell => `"${cell.replaceAll('"', '""')}"`)
    .join(',')
}
