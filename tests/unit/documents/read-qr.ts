import { inflateSync } from 'node:zlib'
import { create } from 'qrcode'

/** The dark and light modules of a QR code in a PNG (8-bit grey, no filter), without its quiet zone, row by row. */
export function modulesIn(png: Uint8Array): boolean[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const width = view.getUint32(16)
  const pixels = inflateSync(chunk(png, view, 'IDAT'))
  const isDark = (x: number, y: number) => (pixels[y * (width + 1) + 1 + x] ?? 255) < 128
  const edge = Array.from({ length: width }, (_, at) => at).findIndex(at => isDark(at, at))
  // The finder pattern in the corner is seven modules wide.
  const light = Array.from({ length: width }, (_, at) => at).findIndex(at => at > edge && !isDark(at, edge))
  const scale = (light - edge) / 7
  const count = Math.round((width - 2 * edge) / scale)
  const middle = (module: number) => Math.floor(edge + (module + 0.5) * scale)
  return Array.from({ length: count ** 2 }, (_, at) =>
    isDark(middle(at % count), middle(Math.floor(at / count))),
  )
}

export function modulesOf(text: string): boolean[] {
  return [...create(text, { errorCorrectionLevel: 'M' }).modules.data].map(Boolean)
}

function chunk(png: Uint8Array, view: DataView, name: string): Uint8Array {
  const found: Uint8Array[] = []
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    if (Buffer.from(png.subarray(at + 4, at + 8)).toString() === name)
      found.push(png.subarray(at + 8, at + 8 + view.getUint32(at)))
  }
  return Buffer.concat(found)
}
