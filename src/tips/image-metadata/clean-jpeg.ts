/** Markers of ITU-T T.81, annex B. */
const END_OF_IMAGE = 0xd9
const START_OF_SCAN = 0xda
const APP0 = 0xe0
/** Adobe's colour transform: without it some pictures turn green. It holds nothing else. */
const APP14 = 0xee
/** Length of what APP0 has of JFIF without a thumbnail, and APP14 of Adobe. */
const JFIF_BYTES = 14
const ADOBE_BYTES = 12

/** Frames that browsers draw: baseline, extended and progressive. */
const FRAMES = [0xc0, 0xc1, 0xc2]
/** Tables, and the header of a scan. */
const DRAWN = [...FRAMES, 0xc4, 0xdb, 0xdd, START_OF_SCAN]
/** All frames but those: lossless, hierarchical, arithmetic. Without it there is no picture. */
const OTHER_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]
/** Have no length, and stand nowhere outside of a scan: start of image, restarts, TEM. */
const ALONE = [0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8]

/**
 * Only what a picture is drawn from is kept, part by part as long as it has to be: Exif, XMP, thumbnails, maker notes, comments,
 * markers of the reserved kinds and whatever follows the picture go.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  let hasScan = false
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END_OF_IMAGE) return hasScan ? Buffer.concat([...kept, Buffer.of(0xff, marker)]) : null
    if (ALONE.includes(marker) || OTHER_FRAMES.includes(marker) || at + 4 > bytes.length) return null
    const end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!
    if (end > bytes.length) return null
    const part = keptOf(marker, bytes.subarray(at, end))
    if (!part) return null
    if (part.length > 0) kept.push(part)
    at = end
    if (marker !== START_OF_SCAN) continue
    hasScan = true
    at = endOfScan(bytes, end)
    kept.push(bytes.subarray(end, at))
  }
  return null
}

const NOTHING = new Uint8Array()

/** What stays of a segment; null where it should stay and holds more than its tables. */
function keptOf(marker: number, segment: Uint8Array): Uint8Array | null {
  const data = segment.subarray(4)
  if (marker === APP0) return isCalled('JFIF\0', data) ? withoutThumbnail(segment) : NOTHING
  if (marker === APP14) return isCalled('Adobe', data) && data.length === ADOBE_BYTES ? segment : NOTHING
  if (!DRAWN.includes(marker)) return NOTHING
  return lengthOf(marker, data) === data.length ? segment : null
}

function isCalled(name: string, data: Uint8Array): boolean {
  return Buffer.from(data.subarray(0, name.length)).toString('latin1') === name
}

function withoutThumbnail(segment: Uint8Array): Uint8Array {
  if (segment.length < 4 + JFIF_BYTES) return NOTHING
  const alone = Buffer.from(segment.subarray(0, 4 + JFIF_BYTES))
  alone.writeUInt16BE(2 + JFIF_BYTES, 2)
  alone.writeUInt16BE(0, 2 + JFIF_BYTES)
  return alone
}

/** How long the data of a drawn segment must be by what it announces (T.81, B.2.2 to B.2.4). */
function lengthOf(marker: number, data: Uint8Array): number {
  switch (marker) {
    case 0xdb:
      return lengthOfTables(data, at => 65 + (data[at]! >> 4 ? 64 : 0))
    case 0xc4:
      return lengthOfTables(data, at => 17 + sum(data.subarray(at + 1, at + 17)))
    case 0xdd:
      return 2
    case START_OF_SCAN:
      return 4 + 2 * (data[0] ?? 0)
    default:
      return 6 + 3 * (data[5] ?? 0)
  }
}

function lengthOfTables(data: Uint8Array, lengthAt: (at: number) => number): number {
  let at = 0
  while (at < data.length) at += lengthAt(at)
  return at
}

function sum(counts: Uint8Array): number {
  return counts.reduce((all, count) => all + count, 0)
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
