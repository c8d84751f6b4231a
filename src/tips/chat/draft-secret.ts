import { hkdfSync } from 'node:crypto'
import type { Frame } from '../../dialog/frame.ts'
import type { Random } from '../../lib/random.ts'

/** 32 random bytes as the session holds them. Receipt and query code come of them, and the key of the draft's evidence. */
export function newSecret(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64')
}

export function secretOf({ facts }: Pick<Frame, 'facts'>): Uint8Array {
  return Buffer.from(facts.secret ?? '', 'base64')
}

/** Seals what is sent as evidence until the draft is submitted; each file under the same one. */
export function evidenceKey(frame: Pick<Frame, 'facts'>): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretOf(frame), '', 'anpei draft evidence', 32))
}
