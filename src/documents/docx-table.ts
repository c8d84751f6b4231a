import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { fontOf } from './docx-text.ts'
import { CELL_MM, FONT, ROW_MM, TABLE, twipsOfMm } from './layout.ts'
import type { Cell, Column, TableBlock } from './paper.ts'
import { printableLines } from './printable.ts'

const [VERTICAL, HORIZONTAL] = [twipsOfMm(CELL_MM.vertical), twipsOfMm(CELL_MM.horizontal)]
const MARGIN = { top: VERTICAL, bottom: VERTICAL, left: HORIZONTAL, right: HORIZONTAL }

type Setting = (typeof TABLE)[keyof typeof TABLE] & { font: string; centred: boolean }

/** `width` is that of the type area, in twips. */
export function tableOf({ columns, rows, style }: TableBlock, width: number): Table {
  const widths = widthsOf(columns, width)
  const heads = columns.map(({ head }, index) =>
    cellOf([head], widths[index], { ...TABLE[style], font: FONT.hei, centred: true }),
  )
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      rowOf(heads, true),
      ...rows.map(row => {
        const cells = columns.map(({ narrow = false }, index) =>
          cellOf(row[index] ?? [], widths[index], { ...TABLE[style], font: FONT.fang, centred: narrow }),
        )
        return rowOf(cells, false)
      }),
    ],
  })
}

/** A row goes over to the next page whole, unless it is longer than one. */
function rowOf(cells: TableCell[], isHead: boolean): TableRow {
  return new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    height: { value: twipsOfMm(ROW_MM), rule: HeightRule.ATLEAST },
    children: cells,
  })
}

function cellOf(lines: Cell, width = 0, setting: Setting): TableCell {
  const printable = lines.flatMap(printableLines)
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: MARGIN,
    verticalAlign: VerticalAlign.CENTER,
    // A cell without a paragraph is no cell to Word.
    children: (printable.length > 0 ? printable : ['']).map(line => cellParagraph(line, setting)),
  })
}

function cellParagraph(text: string, { font, size, line, centred }: Setting): Paragraph {
  return new Paragraph({
    alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { line, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text, font: fontOf(font), size: size * 2 })],
  })
}

/** Whole twips that add up to the width. */
function widthsOf(columns: Column[], width: number): number[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  let before = 0
  let share = 0
  return columns.map(column => {
    share += column.share
    const edge = Math.round((width * share) / total)
    const own = edge - before
    before = edge
    return own
  })
}
