/** Characters that XML 1.0 has no way to write, and halves of characters: a file that held one would not open. */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** The paragraphs of a text that a person may have typed, fit to be written into a document. */
export function printableLines(text: string): string[] {
  return text
    .replaceAll(UNPRINTABLE, '')
    .split(/\r\n|\r|\n/)
    .map(line => line.replaceAll('\t', ' '))
}

/** The same text in one line. */
export function printableLine(text: string): string {
  return printableLines(text).join(' ')
}
