import type { Path } from '../dialog/check/flaw.ts'
import type { ToConfirm } from './content.ts'
import type { LineOf } from './source-lines.ts'

/** Everything in a file that carries `status: to-confirm`, at the line of that mark. */
export function toConfirmIn(file: string, raw: unknown, lineOf: LineOf): ToConfirm[] {
  return marked(raw, [], []).map(({ path, names, note }) => ({
    file,
    line: lineOf([...path, 'status']),
    path: names.join('/'),
    note,
  }))
}

type Marked = { path: Path; names: readonly string[]; note: string }

function marked(value: unknown, path: Path, names: readonly string[]): Marked[] {
  if (value === null || typeof value !== 'object') return []
  const here: Marked[] = isMarked(value) ? [{ path, names, note: value.note ?? '' }] : []
  const within = Array.isArray(value)
    ? value.flatMap((each, index) =>
        marked(each, [...path, index], [...names, nameOf(each) ?? String(index + 1)]),
      )
    : Object.entries(value).flatMap(([key, each]) => marked(each, [...path, key], [...names, key]))
  return [...here, ...within]
}

function isMarked(value: object): value is { note?: string } {
  return 'status' in value && value.status === 'to-confirm'
}

/** Entries of a list are called by their id, or by what they repeat. */
function nameOf(entry: unknown): string | null {
  if (entry === null || typeof entry !== 'object') return null
  const { id, repeat } = entry as { id?: unknown; repeat?: unknown }
  const name = id ?? repeat
  return typeof name === 'string' ? name : null
}
