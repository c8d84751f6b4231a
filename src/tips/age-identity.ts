import { bech32 } from '@scure/base'
import { identityToRecipient } from 'age-encryption'
import type { Random } from '../lib/random.ts'

/** `AGE-SECRET-KEY-1…`: opens what was sealed to its recipient. */
export type AgeIdentity = string
/** `age1…`: public, and all that is needed to seal. */
export type AgeRecipient = string

/** The identity of a secret of 32 bytes: the same secret, the same identity (age specification, X25519). */
export function identityFrom(secret: Uint8Array): AgeIdentity {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', secret).toUpperCase()
}

/** For a new tip, contact, link or holder. */
export function newIdentity(random: Random): AgeIdentity {
  return identityFrom(random.bytes(32))
}

/** What is needed to seal for this identity. */
export function recipientOf(identity: AgeIdentity): Promise<AgeRecipient> {
  return identityToRecipient(identity)
}

/** Whether a text is an X25519 recipient without a slip of the pen. */
export function isRecipient(text: string): boolean {
  return decodes(text, 'age')
}

/** Whether a text is an X25519 identity without a slip of the pen. */
export function isIdentity(text: string): boolean {
  return text === text.toUpperCase() && decodes(text.toLowerCase(), 'age-secret-key-')
}

function decodes(text: string, prefix: string): boolean {
  const decoded = bech32.decodeUnsafe(text)
  return decoded?.prefix === prefix && bech32.fromWordsUnsafe(decoded.words)?.length === 32
}
