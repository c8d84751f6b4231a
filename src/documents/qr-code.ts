import { toBuffer } from 'qrcode'

/** Grey and unfiltered: the default, in colour with every filter tried, takes four times as long for the same picture. */
const PNG = { deflateLevel: 9, colorType: 0, filterType: 0 }

let last: { text: string; png: Promise<Uint8Array> } | null = null

/** A QR code as PNG. All papers of a filing carry the same one: the last is kept, since it is dear to make. */
export function qrCode(text: string): Promise<Uint8Array> {
  if (last?.text === text) return last.png
  last = { text, png: toBuffer(text, { errorCorrectionLevel: 'M', margin: 2, scale: 6, rendererOpts: PNG }) }
  return last.png
}
