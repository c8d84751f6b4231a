import { AlignmentType, LineRuleType, Paragraph, TextRun } from 'docx'
import { LINE, SETTINGS, twips } from './layout.ts'
import type { TextBlock } from './paper.ts'
import { printableLines } from './printable.ts'

/** Word sets quotation marks and dashes in the wide font only with this hint. */
export function fontOf(name: string) {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' }
}

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
}

export function textParagraphs({ role, text }: TextBlock): Paragraph[] {
  const { font, size, align, firstLine = 0, right = 0, after = 0, outline } = SETTINGS[role]
  const em = twips(size)
  const lines = printableLines(text)
  return lines.map(
    (line, index) =>
      new Paragraph({
        alignment: ALIGN[align],
        indent: { firstLine: firstLine * em, right: right * em },
        spacing: {
          line: LINE,
          lineRule: LineRuleType.EXACT,
          after: index === lines.length - 1 ? after * LINE : 0,
        },
        ...(outline === undefined ? {} : { outlineLevel: outline, keepNext: true }),
        children: [new TextRun({ text: line, font: fontOf(font), size: size * 2 })],
      }),
  )
}
