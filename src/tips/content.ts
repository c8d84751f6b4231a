import { createHash } from 'node:crypto'
import { canonicalJson } from '../lib/canonical-json.ts'
import type { EvidenceEntry, TipContent } from './tip.ts'

/** What is sealed: the content, and beside it the unit it is about, which must not stand in the open. */
export type SealedContent = { content: TipContent; unitId: string | null }

/** A message as it is sealed. Evidence comes with supplements. */
export type SealedMessage = { text: string; evidence?: EvidenceEntry[] }

/** Blocks of `writePadded`: no content is so short, no message so long, that its length would tell it. */
export const CONTENT_BLOCK = 4_096
export const MESSAGE_BLOCK = 2_048

/** SHA-256 of the content, salt included: whoever has the content can compute it, and nobody can guess at it. */
export function contentHash(content: TipContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

/** What stands on the receipt. */
export function proofOf(sha256: string): string {
  return sha256.slice(0, 16)
}
