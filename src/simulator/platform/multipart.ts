/** The bytes of the file field so named in a multipart body; undefined where there is none with a filename. */
export function fileIn(body: Uint8Array, contentType: string, field: string): Uint8Array | undefined {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1]
  if (!boundary) return undefined
  // Latin-1 keeps every byte one character, so that positions in the text are positions in the bytes.
  const text = Buffer.from(body).toString('latin1')
  for (const part of text.split(`--${boundary}`)) {
    const end = part.indexOf('\r\n\r\n')
    const head = part.slice(0, Math.max(end, 0))
    if (head.includes(`name="${field}"`) && /filename="[^"]+"/.test(head))
      return Buffer.from(part.slice(end + 4).replace(/\r\n$/, ''), 'latin1')
  }
  return undefined
}
