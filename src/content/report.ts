import { stepPositionsOf } from '../dialog/check/position.ts'
import { fill } from '../dialog/fill.ts'
import type { Script } from '../dialog/script.ts'
import type { CheckWords } from './check-words.ts'
import type { Content, Fault, Loaded, ToConfirm } from './content.ts'

/** What `npm run check` prints: the faults by file, or what there is and what must still be confirmed. */
export function report({ content, faults, toConfirm, words }: Loaded): string {
  if (!content)
    return [...byFile(faults, faultLines), '', sayCount(words, 'faults', faults.length)].join('\n')
  const lines = [summary(content, words)]
  if (toConfirm.length > 0) {
    const entryLines = (entry: ToConfirm) => [
      `${entry.file}:${entry.line}  ${entry.path}`,
      `    ${entry.note || (words?.report['no-note'] ?? '')}`,
    ]
    lines.push('', sayCount(words, 'to-confirm', toConfirm.length), ...byFile(toConfirm, entryLines))
  }
  return lines.join('\n')
}

function faultLines({ file, line, what, remedy }: Fault): string[] {
  const place = `${file}:${line}  ${what}`
  return remedy ? [place, `    ${remedy}`] : [place]
}

/** An empty line before each file. */
function byFile<T extends { file: string }>(entries: T[], linesOf: (entry: T) => string[]): string[] {
  return entries.flatMap((entry, index) =>
    entry.file === entries[index - 1]?.file ? linesOf(entry) : ['', ...linesOf(entry)],
  )
}

function sayCount(words: CheckWords | null, name: 'faults' | 'to-confirm', count: number): string {
  return fill(words?.report[name] ?? `${name}: {count}`, () => count)
}

function summary({ scripts, phrases }: Content, words: CheckWords | null): string {
  const all = [...scripts.values()]
  const dialogs = [...new Map(all.map(({ dialog }) => [dialog.id, dialog])).values()]
  const counts: Record<string, number> = {
    dialogs: dialogs.length,
    questions: dialogs.reduce((sum, dialog) => sum + stepPositionsOf(dialog).length, 0),
    items: countItems(all),
    phrases: Object.keys(phrases).length,
  }
  return fill(words?.report.ok ?? 'ok', name => counts[name])
}

function countItems(scripts: Script[]): number {
  return new Set(scripts.flatMap(({ items }) => items.map(({ id }) => id))).size
}
