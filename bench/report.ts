import type { Scenario, Slice } from './scenarios.ts'

/** Medians over the rounds; `floors` compares with the floor of the same round, so that what slows both falls out. */
export type Figures = {
  name: string
  cpuMicroseconds: number
  floors: number
  aim: number | null
  turnsPerSecond: number
  p99Milliseconds: number
  memoryMegabytes: number
  turns: number
}

/** `rounds` hold a slice for each scenario, in order; the first scenario is the floor. */
export function figuresOf(scenarios: Scenario[], rounds: Slice[][]): Figures[] {
  return scenarios.map(({ name, aim }, index) => {
    const slices = rounds.map(round => round[index]!)
    return {
      name,
      cpuMicroseconds: round(median(slices.map(perTurn)), 1),
      floors: round(median(rounds.map(each => perTurn(each[index]!) / perTurn(each[0]!))), 2),
      aim,
      turnsPerSecond: round(median(slices.map(({ turns, seconds }) => turns / seconds)), 0),
      p99Milliseconds: round(median(slices.map(({ milliseconds }) => percentile(milliseconds, 0.99))), 1),
      memoryMegabytes: round(median(slices.map(({ memory }) => memory / 2 ** 20)), 0),
      turns: slices.reduce((sum, { turns }) => sum + turns, 0),
    }
  })
}

const COLUMNS: [title: string, cell: (figures: Figures) => string][] = [
  ['', ({ name }) => name],
  ['CPU µs/turn', ({ cpuMicroseconds }) => cpuMicroseconds.toFixed(1)],
  ['x floor', ({ floors }) => floors.toFixed(2)],
  ['aim', ({ aim }) => (aim === null ? '' : aim.toFixed(1))],
  ['turns/s', ({ turnsPerSecond }) => String(turnsPerSecond)],
  ['p99 ms', ({ p99Milliseconds }) => p99Milliseconds.toFixed(1)],
  ['RSS MB', ({ memoryMegabytes }) => String(memoryMegabytes)],
]

export function tableOf(figures: Figures[]): string {
  const rows = [
    COLUMNS.map(([title]) => title),
    ...figures.map(each => COLUMNS.map(([, cell]) => cell(each))),
  ]
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map(row => widthOf(row[column]!))))
  return rows
    .map(row => row.map((cell, column) => align(cell, widths[column]!, column === 0)).join('  '))
    .join('\n')
}

function align(cell: string, width: number, left: boolean): string {
  const blank = ' '.repeat(width - widthOf(cell))
  return left ? cell + blank : blank + cell
}

/** A terminal gives a Chinese character two columns. */
function widthOf(text: string): number {
  return text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0)
}

function perTurn({ cpu, turns }: Slice): number {
  return cpu / turns
}

function median(values: number[]): number {
  return percentile(values, 0.5)
}

/** The smallest value that at least this share of all does not exceed. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * share) - 1]!
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
