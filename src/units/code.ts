import { isLegible } from '../lib/random.ts'
import type { Seal } from '../storage/seal.ts'

/** Codes that let a person into a unit: 8 legible characters, about 36 bits. */
export const CODE_LENGTH = 8

/** An invite is used once, within these days. */
export const INVITE_DAYS = 7

/** One typed code as both kinds of code are kept: nobody says of which kind theirs is. */
export type Key = { binding: string; invite: string }

/** Spaces, hyphens and case do not matter when a code is typed. */
export function keyOf(seal: Pick<Seal, 'hash'>, code: string): Key {
  const plain = plainCode(code)
  return { binding: seal.hash('binding', plain), invite: seal.hash('invite', plain) }
}

/** `ABCD-EFGH`, as it is read and typed. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/** Whether somebody means a code by this: written as codes are shown, or made of their characters alone. */
export function isLikeCode(text: string): boolean {
  const plain = plainCode(text)
  if (!/^[0-9A-Z]+$/.test(plain) || plain.length !== CODE_LENGTH) return false
  return isLegible(plain) || /^\w{4}-\w{4}$/.test(text.normalize('NFKC').trim())
}

function plainCode(code: string): string {
  return code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}
