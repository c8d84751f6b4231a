import { matchKey } from '../answers/fold.ts'
import type { Faq } from '../faq-content.ts'
import { bytesOf, MESSAGE_BYTES } from './bytes.ts'
import { type Flaw, flaw } from './flaw.ts'
import { repeatedIds } from './id-flaws.ts'

/** Everything well-formed common questions may still have wrong. `answering`: commands that answer in words. */
export function checkFaq(faq: Faq, answering: readonly string[]): Flaw[] {
  return [
    ...repeatedIds(faq, []),
    ...keywordFlaws(faq),
    ...faq.flatMap(answerFlaws),
    ...faq.flatMap(({ command }, at) =>
      command === undefined || answering.includes(command)
        ? []
        : [flaw([at, 'command'], 'faq-command', { key: command, allowed: answering.join('、') })],
    ),
  ]
}

function keywordFlaws(faq: Faq): Flaw[] {
  const owners = new Map<string, Faq[number]>()
  return faq.flatMap((entry, at) =>
    entry.keywords.flatMap((word, index) => {
      const owner = owners.get(matchKey(word)) ?? entry
      owners.set(matchKey(word), owner)
      return owner === entry
        ? []
        : [flaw([at, 'keywords', index], 'keyword-twice', { word, other: owner.title })]
    }),
  )
}

function answerFlaws({ title, answer }: Faq[number], at: number): Flaw[] {
  const bytes = bytesOf(answer)
  return bytes > MESSAGE_BYTES
    ? [flaw([at, 'answer'], 'answer-long', { title, bytes, limit: MESSAGE_BYTES })]
    : []
}
