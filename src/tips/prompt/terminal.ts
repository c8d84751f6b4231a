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

/** A reporter's text must not steer the terminal it is read on: no control characters, and none that turn the direction. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}
