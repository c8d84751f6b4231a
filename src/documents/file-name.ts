/** Characters that one system or another does not take in a file's name, and all that cannot be seen. */
const UNFIT = /[\\/:*?"<>|\p{C}]/gu

/** Longest name in characters; in Chinese that is three times the bytes, and a file system takes 255. */
const LONGEST = 60

/** A name that a person typed, made fit for a file or folder of any system. */
export function fileName(typed: string): string {
  const fit = typed.replaceAll(UNFIT, ' ').replaceAll(/\s+/g, ' ').trim()
  return [...fit]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '')
}
