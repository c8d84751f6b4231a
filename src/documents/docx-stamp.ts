import { LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx'
import { fontOf } from './docx-text.ts'
import { FONT, LINE, SIZE, STAMP_PART } from './layout.ts'
import type { StampBlock } from './paper.ts'
import { printableLine } from './printable.ts'

export function stampParagraph({ left, right }: StampBlock, width: number): Paragraph {
  const begin = Math.round(width * STAMP_PART)
  const run = (text: string) => ({
    text: printableLine(text),
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
