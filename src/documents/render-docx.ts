import { Document, type FileChild, Packer, PageOrientation } from 'docx'
import { coreProperties } from './core-properties.ts'
import { footerFor } from './docx-footer.ts'
import { stampParagraph } from './docx-stamp.ts'
import { tableOf } from './docx-table.ts'
import { fontOf, textParagraphs } from './docx-text.ts'
import { FONT, MARGIN_MM, PAGE_MM, SIZE, textWidthMm, twipsOfMm } from './layout.ts'
import type { Block, Paper } from './paper.ts'
import { qrCode } from './qr-code.ts'
import { settleZip } from './settle-zip.ts'

/** From the page's lower edge to the footer: code and facts lie between it and the type area. */
const FOOTER_MM = 9

/** The paper as a Word file: A4, no red head, no document number. The same paper gives the same bytes. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const width = twipsOfMm(textWidthMm(paper.orientation))
  const footer = { lines: paper.footer.lines, qr: await qrCode(paper.footer.verify), width }
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    styles: {
      default: {
        document: {
          run: {
            font: fontOf(FONT.fang),
            size: SIZE.text * 2,
            language: { value: 'en-US', eastAsia: 'zh-CN' },
          },
        },
      },
    },
    sections: [
      {
        properties: { page: pageOf(paper) },
        footers: { default: footerFor('odd', footer), even: footerFor('even', footer) },
        children: paper.blocks.flatMap(block => childrenOf(block, width)),
      },
    ],
  })
  const bytes = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(paper) },
  ])
  return settleZip(bytes)
}

function pageOf({ orientation }: Paper) {
  const { top, bottom, left, right } = MARGIN_MM
  return {
    // The library turns the sides round itself for a landscape page.
    size: {
      width: twipsOfMm(PAGE_MM.width),
      height: twipsOfMm(PAGE_MM.height),
      orientation: orientation === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
    },
    margin: {
      top: twipsOfMm(top),
      bottom: twipsOfMm(bottom),
      left: twipsOfMm(left),
      right: twipsOfMm(right),
      footer: twipsOfMm(FOOTER_MM),
    },
  }
}

function childrenOf(block: Block, width: number): FileChild[] {
  switch (block.kind) {
    case 'text':
      return textParagraphs(block)
    case 'stamp':
      return [stampParagraph(block, width)]
    case 'table':
      return [tableOf(block, width)]
  }
}
