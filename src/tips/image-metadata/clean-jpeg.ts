/** Markers of ITU-T T.81, annex B. */
const START_OF_IMAGE = 0xd8
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
/** Adobe's colour transform: without it some pictures turn green. It holds nothing else. */
const APP14 = 0xee

/** Every APPn and every comment goes (Exif, XMP, thumbnails, maker notes), and whatever follows the picture. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === START_OF_IMAGE) return null
    const end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
    if (end > bytes.length) return null
    if (isDrawn(marker)) kept.push(bytes.subarray(at, end))
    if (marker !== START_OF_SCAN) {
      at = end
      continue
    }
    at = endOfScan(bytes, end)
    kept.push(bytes.subarray(end, at))
    if (bytes[at + 1] === END_OF_IMAGE) return Buffer.concat([...kept, Buffer.of(0xff, END_OF_IMAGE)])
  }
  return null
}

function isDrawn(marker: number): boolean {
  const isApplication = marker >= 0xe0 && marker <= 0xef
  const isComment = marker === 0xfe
  return marker === APP14 || !(isApplication || isComment)
}

/** Where the next marker stands; a zero or a restart after 0xff belongs to the picture. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1]!
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}
