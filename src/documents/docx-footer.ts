import {
  AlignmentType,
  BorderStyle,
  Footer,
  ImageRun,
  LineRuleType,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { fontOf } from './docx-text.ts'
import { FONT, FOOTER_LINE, QR_MM, SIZE, twips, twipsOfMm } from './layout.ts'
import { printableLines } from './printable.ts'

const QR_CELL = twipsOfMm(QR_MM + 3)
const NUMBER_CELL = twipsOfMm(24)

export type Side = 'odd' | 'even'

type FooterParts = { lines: string[]; qr: Uint8Array; width: number }

/** Code, facts, and the page number at the outer edge: right on odd pages, left on even ones. `width` is in twips. */
export function footerFor(side: Side, { lines, qr, width }: FooterParts): Footer {
  const facts = lines.flatMap(printableLines).map(line => factParagraph(line, side))
  const parts: [width: number, children: Paragraph[]][] = [
    [QR_CELL, [codeParagraph(qr, side)]],
    [width - QR_CELL - NUMBER_CELL, facts],
    [NUMBER_CELL, [numberParagraph(side)]],
  ]
  if (side === 'even') parts.reverse()
  const table = new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: parts.map(([share]) => share),
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    rows: [new TableRow({ children: parts.map(([share, children]) => cell(share, children)) })],
  })
  // Word wants a paragraph after a table; this one takes a point.
  return new Footer({
    children: [table, new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT } })],
  })
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
}

function cell(width: number, children: Paragraph[]): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 0, right: 0 },
    children,
  })
}

/** Pictures are measured in pixels of 1/96 inch. Their ids are fixed: the library would count on from paper to paper. */
function codeParagraph(qr: Uint8Array, side: Side): Paragraph {
  const pixels = (QR_MM / 25.4) * 96
  const image = new ImageRun({
    type: 'png',
    data: qr,
    transformation: { width: pixels, height: pixels },
    altText: { id: side === 'odd' ? '1' : '2', name: 'verify', title: 'QR' },
  })
  return new Paragraph({
    alignment: side === 'odd' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    children: [image],
  })
}

/** Beside the code, wherever that is. */
function factParagraph(line: string, side: Side): Paragraph {
  return new Paragraph({
    alignment: side === 'odd' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    spacing: { line: FOOTER_LINE, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text: line, font: fontOf(FONT.song), size: SIZE.footer * 2 })],
  })
}

/** — 1 —, one character from the edge. */
function numberParagraph(side: Side): Paragraph {
  const edge = twips(SIZE.number)
  return new Paragraph({
    alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: side === 'odd' ? { right: edge } : { left: edge },
    children: [
      new TextRun({
        children: ['— ', PageNumber.CURRENT, ' —'],
        font: fontOf(FONT.song),
        size: SIZE.number * 2,
      }),
    ],
  })
}
