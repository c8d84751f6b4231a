import { matchKey } from './answers/fold.ts'
import type { Faq } from './faq-content.ts'

/** A longer text is a story, not a question: a keyword in it says little. */
const MAX_LENGTH = 60

export type FaqAnswer = Pick<Faq[number], 'answer' | 'command'>

/**
 * Answers to common questions. The longest keyword (or whole title) that the text contains decides; null where there is none
 * or the text is too long. Within a dialog the same words may be an answer: there it is asked only what was none.
 */
export function createFaq(faq: Faq): (text: string) => FaqAnswer | null {
  const keywords = faq
    .flatMap(entry => [...entry.keywords, entry.title].map(word => ({ key: matchKey(word), entry })))
    .toSorted((a, b) => b.key.length - a.key.length)
  return text => {
    const key = matchKey(text)
    if ([...key].length > MAX_LENGTH) return null
    return keywords.find(keyword => key.includes(keyword.key))?.entry ?? null
  }
}
