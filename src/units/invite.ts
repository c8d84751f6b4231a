import type { Seal } from '../storage/seal.ts'

/** 8 legible characters, about 36 bits, one use, 7 days. */
export const INVITE_LENGTH = 8
export const INVITE_DAYS = 7

/** Only this is stored; spaces, hyphens and case do not matter when a code is typed. */
export function inviteHash(seal: Pick<Seal, 'hash'>, code: string): string {
  return seal.hash('invite', code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase())
}
