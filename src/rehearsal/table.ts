import { OUTCOMES, type Outcome, outcomeOf } from './outcomes.ts'
import type { Result } from './results.ts'

type Line = { name: string; planned: number; counts: Map<Outcome, number> }

/** Per duty and step: how many units it was planned for, and how many people heard of it by which way. */
export function tableOf(results: readonly Result[]): string {
  const lines = new Map<string, Line & { units: Set<string> }>()
  for (const result of results) {
    const name = `${result.duty} ${result.due} ${result.step}`
    const line = lines.get(name) ?? { name, planned: 0, counts: new Map(), units: new Set<string>() }
    line.units.add(result.unit)
    line.planned = line.units.size
    const outcome = outcomeOf(result)
    line.counts.set(outcome, (line.counts.get(outcome) ?? 0) + 1)
    lines.set(name, line)
  }
  const head = ['duty', 'units', ...OUTCOMES]
  const body = [...lines.values()].map(({ name, planned, counts }) => [
    name,
    String(planned),
    ...OUTCOMES.map(outcome => String(counts.get(outcome) ?? '')),
  ])
  return aligned([head, ...body])
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
  return rows.map(row => line(row).join('  ').trimEnd()).join('\n')
}
