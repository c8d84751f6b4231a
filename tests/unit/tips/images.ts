/** Pictures with a mark in every place where a camera or a program writes about itself. */
export const MARK = 'GPS 25.43N 119.01E'

const bytes = (...parts: (string | number[] | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )

export const segment = (marker: number, data: Uint8Array): Buffer =>
  bytes([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff], data)

/** Entropy-coded data with a stuffed zero and a restart marker in it. */
const SCAN = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]

export function markedJpeg(): Buffer {
  return bytes(
    [0xff, 0xd8],
    segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, MARK.length / 3, 1], MARK)),
    segment(0xe0, bytes('JFXX\0', MARK)),
    segment(0xee, bytes('Adobe', [0, 100, 0, 0, 0, 0, 1])),
    segment(0xee, bytes('Adobe', [0, 100, 0, 0, 0, 0, 1], MARK)),
    ...[0x02, 0xc8, 0xde, 0xf0, 0xfd].map(reserved => segment(reserved, bytes(MARK))),
    segment(0xe1, bytes('Exif\0\0', MARK)),
    segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0', MARK)),
    segment(0xed, bytes('Photoshop 3.0\0', MARK)),
    segment(0xfe, bytes(MARK)),
    segment(0xdb, bytes([0], Array(64).fill(1))),
    segment(0xc0, bytes([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xda, bytes([1, 1, 0, 0, 63, 0])),
    SCAN,
    segment(0xc4, bytes([0], Array(16).fill(0))),
    segment(0xda, bytes([1, 1, 0, 0, 63, 0])),
    SCAN,
    [0xff, 0xd9],
    segment(0xe1, bytes('after the picture ', MARK)),
  )
}

export const SCAN_BYTES = Buffer.from(SCAN)

const chunk = (type: string, data: Uint8Array): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return bytes(length, type, data, [0, 0, 0, 0])
}

export function markedPng(): Buffer {
  return bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', Buffer.alloc(13, 1)),
    chunk('tEXt', bytes('Comment\0', MARK)),
    chunk('iTXt', bytes(MARK)),
    chunk('eXIf', bytes(MARK)),
    chunk('tIME', bytes(MARK)),
    chunk('PLTE', bytes([1, 2, 3])),
    chunk('IDAT', bytes('drawn')),
    chunk('IEND', bytes(MARK)),
    `trailing ${MARK}`,
  )
}

export function markedGif(): Buffer {
  const blocks = (data: string) => bytes([data.length], data, [0])
  return bytes(
    'GIF89a',
    [1, 0, 1, 0, 0x80, 0, 0],
    [0, 0, 0, 255, 255, 255],
    [0x21, 0xfe],
    blocks(MARK),
    [0x21, 0xff, 11],
    'XMP DataXMP',
    blocks(MARK),
    [0x21, 0xf9, 4, 0, 0, 0, 0, 0],
    [0x21, 0xf9, 4, 0, 0, 0, 0],
    blocks(MARK),
    [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
    [2],
    blocks('drawn'),
    [0x3b],
    `trailing ${MARK}`,
  )
}
