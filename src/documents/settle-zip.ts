const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50

/** 1 January 1980, 00:00, the first that a ZIP file can tell. */
const DOS_TIME = 0
const DOS_DATE = 0x21

/**
 * Puts one fixed time on all entries of a ZIP file, in place, so that the same content is the same bytes; the library
 * writes the host's clock. Throws where the bytes are not a ZIP file without comment, which the library never makes.
 */
export function settleZip(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = bytes.byteLength - 22
  expectAt(view, end, END)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < count; entry++) {
    expectAt(view, at, CENTRAL)
    const local = view.getUint32(at + 42, true)
    expectAt(view, local, LOCAL)
    setTime(view, at + 12)
    setTime(view, local + 10)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, DOS_TIME, true)
  view.setUint16(at + 2, DOS_DATE, true)
}

function expectAt(view: DataView, at: number, signature: number): void {
  if (view.getUint32(at, true) !== signature) throw new Error('not a ZIP file as the library writes it')
}
