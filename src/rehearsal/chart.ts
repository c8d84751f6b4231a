import { addDays, daysBetween } from '../campaign/civil-date.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Outcome } from './outcomes.ts'
import { outcomeOf } from './outcomes.ts'
import type { Result } from './results.ts'

const COLOURS: Record<Outcome, string> = {
  'long-term': '#0b6e4f',
  'one-time': '#3aa76d',
  template: '#2f6fb3',
  chat: '#8e5bb5',
  'heard later': '#d99a00',
  waiting: '#f2cf63',
  nobody: '#c9c9c9',
  gone: '#8a8a8a',
  refused: '#e6b8b7',
  void: '#eeeeee',
  lapsed: '#c0392b',
}

const LEFT = 260
const TOP = 40
const DAY = 3
const FOOT = 40

export type ChartFrame = {
  first: CivilDate
  last: CivilDate
  dues: readonly { name: string; day: CivilDate }[]
}

/** Who was told what when: a row for each unit, a mark for each day on which there was something for it. */
export function chartOf(results: readonly Result[], { first, last, dues }: ChartFrame): string {
  const units = [...new Set(results.map(({ unit, behaviour }) => `${behaviour}\t${unit}`))].toSorted()
  const rowHeight = units.length > 100 ? 6 : 12
  const width = LEFT + (daysBetween(first, last) + 1) * DAY + 20
  const height = TOP + units.length * rowHeight + FOOT
  const x = (day: CivilDate) => LEFT + daysBetween(first, day) * DAY
  const y = (row: number) => TOP + row * rowHeight
  const rows = new Map(units.map((unit, row) => [unit.split('\t')[1], row]))
  const marks = results.map(result => {
    const fill = COLOURS[outcomeOf(result)]
    const title = [result.unit, result.day, result.time, result.duty, result.step, result.state, result.rung]
    const row = rows.get(result.unit) ?? 0
    return `<rect x="${x(result.day)}" y="${y(row) + 1}" width="${DAY}" height="${rowHeight - 2}" fill="${fill}"><title>${escaped(title.join(' '))}</title></rect>`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="10">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...monthLines(first, last, x, height),
    ...[...new Set(dues.map(({ day }) => day))].map(day => {
      const names = dues.filter(due => due.day === day).map(({ name }) => name)
      return line(x(day) + DAY, TOP - 12, height - FOOT, '#c0392b', names.join(' '))
    }),
    ...units.map((unit, row) => label(unit, row, y, rowHeight)).filter(text => text !== ''),
    ...marks,
    ...legend(height),
    '</svg>',
    '',
  ].join('\n')
}

function monthLines(
  first: CivilDate,
  last: CivilDate,
  x: (day: CivilDate) => number,
  height: number,
): string[] {
  const lines: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1))
    if (day.endsWith('-01')) lines.push(line(x(day), TOP, height - FOOT, '#e0e0e0', day.slice(0, 7)))
  return lines
}

function line(at: number, from: number, to: number, stroke: string, name: string): string {
  return `<path d="M${at} ${from}V${to}" stroke="${stroke}"/><text x="${at + 2}" y="${from - 2}" fill="#555">${escaped(name)}</text>`
}

/** Where rows are low, only the first of each behaviour is named. */
function label(unit: string, row: number, y: (row: number) => number, rowHeight: number): string {
  const [behaviour = '', name = ''] = unit.split('\t')
  const text = rowHeight >= 12 ? `${name} ${behaviour}` : row % 3 === 0 ? name : ''
  return text && `<text x="4" y="${y(row) + rowHeight - 3}" fill="#333">${escaped(text)}</text>`
}

function legend(height: number): string[] {
  return Object.entries(COLOURS).map(([outcome, fill], index) => {
    const left = 10 + index * 90
    return `<rect x="${left}" y="${height - 20}" width="10" height="10" fill="${fill}"/><text x="${left + 14}" y="${height - 11}">${outcome}</text>`
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
