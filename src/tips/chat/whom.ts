import { matchKey } from '../../dialog/answers/fold.ts'
import type { Frame } from '../../dialog/frame.ts'

type Answers = Frame['answers']

/** Whether it is said to be about a bureau or its staff: then it must not reach them (A31). `words` are what bureaus are called. */
export function isAboutBureau({ kind, who }: Answers, words: readonly string[]): boolean {
  return kind === 'bureau' || namesBureau(String(who), words)
}

/** Whether a bureau is named at all. Where that is not in the answer to whom it is about, nobody knows who is meant. */
export function namesBureau(text: string, words: readonly string[]): boolean {
  const key = matchKey(text)
  return words.some(word => key.includes(matchKey(word)))
}

/** Whether it may name a unit; a person or a website does not. */
export function mayBeUnit({ kind }: Answers): boolean {
  return kind === undefined || kind === 'institution' || kind === 'enterprise'
}
