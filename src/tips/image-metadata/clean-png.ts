/** Chunks that are drawn; text, times, Exif and colour profiles are not among them (PNG specification, 11). */
const DRAWN = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'acTL', 'fcTL', 'fdAT'])
/** The whole chunk, which has no data. */
const END = Buffer.from('0000000049454e44ae426082', 'hex')
const SIGNATURE_BYTES = 8
/** Length, type and checksum around the data. */
const AROUND = 12

export function cleanPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept = [bytes.subarray(0, SIGNATURE_BYTES)]
  for (let at = SIGNATURE_BYTES; at + AROUND <= bytes.length; ) {
    const end = at + AROUND + view.getUint32(at)
    if (end > bytes.length) return null
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    if (type === 'IEND') return Buffer.concat([...kept, END])
    if (DRAWN.has(type)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}
