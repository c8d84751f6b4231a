/**
 * Splits a text so that its head fits into one message: at the last line end that fits, else between two code points,
 * never inside a link `<a …>…</a>` that would fit. The line end at a split is dropped. The default is below WeChat's
 * measured 2048 bytes (wechat-platform §3.4); `maxBytes` is at least 4.
 */
export function fitText(text: string, maxBytes = 2000): { head: string; rest: string } {
  if (Buffer.byteLength(text) <= maxBytes) return { head: text, rest: '' }
  const links = linksOf(text)
  const end = unitsWithin(text, maxBytes)
  const line = lastLineEnd(text, end, links)
  if (line !== null) return { head: text.slice(0, line), rest: text.slice(line + 1) }

  // A link at the very start that is longer than a message has to break.
  const cut = linkAround(links, end)?.from || end
  return { head: text.slice(0, cut), rest: text.slice(cut) }
}

type Link = { from: number; to: number }

function linksOf(text: string): Link[] {
  const links: Link[] = []
  let from = text.indexOf('<a ')
  while (from >= 0) {
    const end = text.indexOf('</a>', from)
    if (end < 0) break
    links.push({ from, to: end + '</a>'.length })
    from = text.indexOf('<a ', end)
  }
  return links
}

function linkAround(links: Link[], at: number): Link | undefined {
  return links.find(link => link.from < at && at < link.to)
}

/** How many UTF-16 units of the text fit, whole code points only. */
function unitsWithin(text: string, maxBytes: number): number {
  const bytes = Buffer.from(text)
  let end = maxBytes
  while ((bytes[end]! & 0xc0) === 0x80) end--
  return bytes.toString('utf8', 0, end).length
}

/** The last line end at or before `end`, outside links and with words before it. */
function lastLineEnd(text: string, end: number, links: Link[]): number | null {
  const start = Math.max(0, text.search(/\S/))
  for (let at = text.lastIndexOf('\n', end); at > start; at = text.lastIndexOf('\n', at - 1)) {
    if (!linkAround(links, at)) return at
  }
  return null
}
