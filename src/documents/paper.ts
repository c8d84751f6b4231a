import type { Instant } from '../lib/clock.ts'

/** How a paragraph is set (GB/T 9704-2012, domain §6.4): `mark` is 附件1 above the title, `note` a line below a table. */
export type Role =
  | 'mark'
  | 'title'
  | 'addressee'
  | 'heading-1'
  | 'heading-2'
  | 'heading-3'
  | 'body'
  | 'attachment'
  | 'note'
  | 'signature'

/** A line feed in the text begins a new paragraph of the same role. */
export type TextBlock = { kind: 'text'; role: Role; text: string }

/** The line between title and table: what it is about, and the name that the stamp goes over, in line from the same place. */
export type StampBlock = { kind: 'stamp'; left: string; right: string }

/** Paragraphs of one cell. */
export type Cell = string[]

/** Widths are shares of the text's width; cells of a `narrow` column are centred. */
export type Column = { head: string; share: number; narrow?: boolean }

/** The head is repeated on each page; lists are set smaller than the checklist. */
export type TableBlock = { kind: 'table'; style: 'checklist' | 'list'; columns: Column[]; rows: Cell[][] }

export type Block = TextBlock | StampBlock | TableBlock

/** What every page says below: plain lines, and the address that the QR code leads to. */
export type PaperFooter = { lines: string[]; verify: string }

export type PaperId =
  | 'checklist'
  | 'problem-list'
  | 'rectification-list'
  | 'evidence-list'
  | 'report'
  | 'completion-proof'
  | 'certificate-ledger'
  | 'appointment-ledger'

/** One printed paper, whatever the file format. `name` is what people call it and becomes the file's name. */
export type Paper = {
  id: PaperId
  name: string
  title: string
  orientation: 'portrait' | 'landscape'
  /** When what it says was filed; also the file's own date. */
  at: Instant
  blocks: Block[]
  footer: PaperFooter
  /** Photos that it names by number and that stand with no answer of the filing. */
  photos?: string[]
}

export function text(role: Role, words: string): TextBlock {
  return { kind: 'text', role, text: words }
}
