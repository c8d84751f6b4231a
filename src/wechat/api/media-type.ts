import { imageTypeOf } from '../../lib/image-type.ts'

const isFrame = (bytes: Uint8Array) => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2

/** Sound and pictures in motion, by their first bytes. */
const SIGNATURES: [mediaType: string, fits: (bytes: Uint8Array) => boolean][] = [
  ['audio/amr', bytes => latin(bytes, 0, 5) === '#!AMR'],
  ['audio/mpeg', bytes => latin(bytes, 0, 3) === 'ID3' || isFrame(bytes)],
  ['video/mp4', bytes => latin(bytes, 4, 8) === 'ftyp'],
]

/**
 * The media type of what a person sent; null for what WeChat does not hand over. An image proves itself by its bytes;
 * sound may be in a form without a head (Speex), where WeChat's word counts (wechat-platform §7).
 */
export function mediaTypeOf(bytes: Uint8Array, declared: string): string | null {
  const found = SIGNATURES.find(([, fits]) => fits(bytes))?.[0] ?? imageTypeOf(bytes)
  return found ?? /^(?:audio|voice|video)\/[\w.+-]{1,40}/.exec(declared)?.[0] ?? null
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1')
}
