import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Lines that somebody types, or that are piped in. Nothing of it is kept: there is no history. */
export type Terminal = {
  /** The next line; null at the end. What is `hidden` does not show while it is typed. */
  ask(question: string, hidden?: 'hidden'): Promise<string | null>
  write(lines: readonly string[]): void
  close(): void
}

export function openTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Terminal {
  let isMuted = false
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (!isMuted) output.write(chunk)
      done()
    },
  })
  const reader = createInterface({ input, output: shown, terminal: input.isTTY === true, historySize: 0 })
  const lines = reader[Symbol.asyncIterator]()
  return {
    async ask(question, hidden) {
      output.write(question)
      isMuted = hidden === 'hidden'
      const { value, done } = await lines.next()
      if (isMuted) output.write('\n')
      isMuted = false
      return done ? null : value
    },
    write: written => void output.write(`${written.map(printable).join('\n')}\n`),
    close: () => reader.close(),
  }
}

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g
/** What makes one picture of several characters, where it does. */
const JOINER = /(?<=\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})/u
const SELECTOR = /(?<=\p{Extended_Pictographic}|[0-9#*](?=\ufe0f\u20e3))\ufe0f/u
const UNSEEN = new RegExp(
  `(${JOINER.source}|${SELECTOR.source})|[\\p{Cf}\\p{Zl}\\p{Zp}\\p{Variation_Selector}]`,
  'gu',
)

/**
 * A reporter's text must not steer the terminal it is read on, nor look like a line of the desk: no control characters, nothing
 * unseen, and a mark before each line but the first.
 */
export function printable(text: string): string {
  return text
    .replace(CONTROLS, '\ufffd')
    .replace(UNSEEN, (_, kept = '') => kept)
    .replaceAll('\n', '\n│ ')
}
