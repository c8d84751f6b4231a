import { LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx'
import { fontOf } from './docx-text.ts'
import { FONT, LINE, SIZE } from './layout.ts'
import type { StampBlock } from './paper.ts'
import { printableLines } from './printable.ts'

/** Where the second part begins, as a share of the line; a long name of a unit goes on below its beginning. */
const RIGHT_PART = 0.4

export function stampParagraph({ left, right }: StampBlock, width: number): Paragraph {
  const begin = Math.round(width * RIGHT_PART)
  const run = (text: string) => ({
    text: printableLines(text).join(' '),
    font: fontOf(FONT.fang),
    size: SIZE.number * 2,
  })
  return new Paragraph({
    indent: { left: begin, hanging: begin },
    tabStops: [{ type: TabStopType.LEFT, position: begin }],
    spacing: { line: LINE, lineRule: LineRuleType.EXACT },
    keepNext: true,
    children: [new TextRun(run(left)), new TextRun({ children: [new Tab()] }), new TextRun(run(right))],
  })
}
