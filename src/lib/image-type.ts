/** By their first bytes: a name or a Content-Type proves nothing. */
const SIGNATURES: [string, number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
]

/** The media type of a photo of the kinds that WeChat hands over; null for anything else. */
export function imageTypeOf(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte))
  return found?.[0] ?? null
}
