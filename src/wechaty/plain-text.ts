const LINK = /<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs

/** WeChat shows `<a href>` as a link; other messengers show it as it stands, so its words and its address are said. */
export function plainText(text: string): string {
  return text.replace(LINK, (_, address: string, words: string) =>
    /^https?:/.test(address) && address !== words ? `${words} ${address}` : words,
  )
}
