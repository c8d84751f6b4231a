import { matchKey } from '../../dialog/answers/fold.ts'
import type { Frame } from '../../dialog/frame.ts'

type Answers = Frame['answers']

/** Whether a tip is about a bureau or its staff: then it must not reach them (A31). `words` are what bureaus are called. */
export function isAboutBureau({ kind, who }: Answers, words: readonly string[]): boolean {
  const key = matchKey(String(who))
  return kind === 'bureau' || words.some(word => key.includes(matchKey(word)))
}

/** Whether it may name a unit; a person or a website does not. */
export function mayBeUnit({ kind }: Answers): boolean {
  return kind === undefined || kind === 'institution' || kind === 'enterprise'
}
