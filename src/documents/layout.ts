import type { Role } from './paper.ts'

/** GB/T 9704-2012 for such papers (domain §6.4), in the twentieths of a point that Word counts in, unless it says otherwise. */

export const MARGIN_MM = { top: 37, bottom: 35, left: 28, right: 26 }
export const PAGE_MM = { width: 210, height: 297 }

/** 22 lines fill the 225 mm of the type area; tables and footers are set closer. */
export const LINE = twips(28.95)
export const FOOTER_LINE = twips(12)

/** 3号, 2号, 4号, 小4 and 小5 in points. */
export const SIZE = { text: 16, title: 22, number: 14, note: 12, footer: 9 }

/** 小4 in the checklist, 5号 in lists of many columns; size in points, line in twips. */
export const TABLE = {
  checklist: { size: 12, line: twips(18) },
  list: { size: 10.5, line: twips(15) },
}

/** Rows are no lower than this; around the text of a cell there is this much room. */
export const ROW_MM = 12
export const CELL_MM = { vertical: 1.5, horizontal: 1 }

/** Where the second part of the stamp line begins, as a share of the line; a long name goes on below its beginning. */
export const STAMP_PART = 0.4

/** Side of the QR code below. */
export const QR_MM = 17

/** By name: the reader's computer has them or puts its own in their place. */
export const FONT = {
  title: '方正小标宋简体',
  hei: '黑体',
  kai: '楷体_GB2312',
  fang: '仿宋_GB2312',
  song: '宋体',
}

export type Setting = {
  font: string
  size: number
  align: 'left' | 'center' | 'right'
  /** Indents in characters of its own size. */
  firstLine?: number
  right?: number
  /** Empty lines below. */
  after?: number
  /** Of a heading, for the reader's outline. */
  outline?: number
}

export const SETTINGS: Record<Role, Setting> = {
  mark: { font: FONT.hei, size: SIZE.text, align: 'left' },
  title: { font: FONT.title, size: SIZE.title, align: 'center', after: 1, outline: 0 },
  addressee: { font: FONT.fang, size: SIZE.text, align: 'left' },
  'heading-1': { font: FONT.hei, size: SIZE.text, align: 'left', firstLine: 2, outline: 1 },
  'heading-2': { font: FONT.kai, size: SIZE.text, align: 'left', firstLine: 2, outline: 2 },
  'heading-3': { font: FONT.fang, size: SIZE.text, align: 'left', firstLine: 2, outline: 3 },
  body: { font: FONT.fang, size: SIZE.text, align: 'left', firstLine: 2 },
  attachment: { font: FONT.fang, size: SIZE.text, align: 'left', firstLine: 2 },
  note: { font: FONT.fang, size: SIZE.note, align: 'left' },
  signature: { font: FONT.fang, size: SIZE.text, align: 'right', right: 4 },
}

export function twips(points: number): number {
  return Math.round(points * 20)
}

export function twipsOfMm(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440)
}

/** Width of the type area: 156 mm upright. */
export function textWidthMm(orientation: 'portrait' | 'landscape'): number {
  const width = orientation === 'portrait' ? PAGE_MM.width : PAGE_MM.height
  return width - MARGIN_MM.left - MARGIN_MM.right
}
