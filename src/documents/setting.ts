import type { Campaign } from '../campaign/content.ts'
import type { PapersContent } from './papers-content.ts'

/** The address at which anyone may see that a paper is what was filed. */
export type VerifyUrl = (receipt: string, sha256: string) => string

/** What is the same for all papers of one run. */
export type PaperSetting = { campaign: Campaign; words: PapersContent; verifyUrl: VerifyUrl }

/** Hexadecimal characters of a content hash that are printed, and that the address carries. */
export const PRINTED_HASH = 16

/** Addresses below the product's public one: `https://…/verify/ZC20220318-7K3M9PXA/0123456789abcdef`. */
export function createVerifyUrl(publicUrl: string): VerifyUrl {
  const base = publicUrl.replace(/\/+$/, '')
  return (receipt, sha256) => `${base}/verify/${receipt}/${sha256.slice(0, PRINTED_HASH)}`
}
