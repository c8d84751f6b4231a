import type { Phrases } from '../content.ts'
import { bytesOf, MESSAGE_BYTES } from './bytes.ts'
import { type Flaw, flaw } from './flaw.ts'
import { PHRASES } from './phrase-names.ts'
import { placeholderFlaws } from './placeholder-flaws.ts'

/** Phrases that the program says and no file has. */
export function missingPhrases(phrases: Phrases): Flaw[] {
  return Object.keys(PHRASES)
    .filter(phrase => !(phrase in phrases))
    .map(phrase => flaw([], 'phrase-missing', { phrase }))
}

/**
 * Phrases of one file that nothing says, that are too long or name what they will not be given.
 * A command of menu.yaml may bring its own phrase (`command.<id>`).
 */
export function checkPhrases(phrases: Phrases, commands: readonly string[]): Flaw[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(commands.map(id => [`command.${id}`, []])),
    ...PHRASES,
  }
  return Object.entries(phrases).flatMap(([phrase, text]) => {
    const allowed = values[phrase]
    if (!allowed) return [flaw([phrase], 'phrase-unknown', { phrase })]
    return [...longFlaws(phrase, text), ...placeholderFlaws(text, allowed, [phrase])]
  })
}

function longFlaws(phrase: string, text: string): Flaw[] {
  const bytes = bytesOf(text)
  return bytes > MESSAGE_BYTES ? [flaw([phrase], 'phrase-long', { phrase, bytes, limit: MESSAGE_BYTES })] : []
}
