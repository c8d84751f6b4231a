/** The beginning of a text in one line, with “…” where there was more; `length` counts characters as people do. */
export function shortened(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length > length ? `${characters.slice(0, length).join('')}…` : characters.join('')
}
