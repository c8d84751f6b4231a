/** Blocks of GIF89a. */
const EXTENSION = 0x21
const IMAGE = 0x2c
const TRAILER = 0x3b
/** Timing and transparency of a frame. */
const GRAPHIC_CONTROL = 0xf9
const GRAPHIC_CONTROL_BYTES = 8
const HEAD_BYTES = 13

/** Comments and application blocks go (XMP stands in one); a picture that moved moves once. */
export function cleanGif(bytes: Uint8Array): Uint8Array | null {
  let at = HEAD_BYTES + colourBytes(bytes[10])
  const kept = [bytes.subarray(0, at)]
  while (at < bytes.length) {
    const start = at
    if (bytes[at] === TRAILER) return Buffer.concat([...kept, Buffer.of(TRAILER)])
    if (bytes[at] === EXTENSION) {
      at = endOfBlocks(bytes, at + 2)
      const isControl = bytes[start + 1] === GRAPHIC_CONTROL && at - start === GRAPHIC_CONTROL_BYTES
      if (isControl) kept.push(bytes.subarray(start, at))
    } else if (bytes[at] === IMAGE) {
      at = endOfBlocks(bytes, at + 11 + colourBytes(bytes[at + 9]))
      kept.push(bytes.subarray(start, at))
    } else return null
  }
  return null
}

/** Size of the colour table that these flags announce. */
function colourBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0
}

function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  for (let length = bytes[at]; length; length = bytes[at]) at += 1 + length
  return at + 1
}
