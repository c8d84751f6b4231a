import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageTypeOf } from '../../../src/lib/image-type.ts'
import { cleanImage } from '../../../src/tips/image-metadata/clean-image.ts'
import { MARK, markedGif, markedJpeg, markedPng, SCAN_BYTES, segment } from './images.ts'

const PICTURES = [
  ['JPEG', markedJpeg()],
  ['PNG', markedPng()],
  ['GIF', markedGif()],
] as const

describe.each(PICTURES)('a %s', (_name, marked) => {
  const clean = cleanImage(marked)!

  it('that is handed on has none of the marks, and is the same kind of picture', () => {
    expect(Buffer.from(marked).includes(MARK)).toBe(true)
    expect(Buffer.from(clean).includes('GPS')).toBe(false)
    expect(imageTypeOf(clean)).toBe(imageTypeOf(marked))
  })

  it('that is clean stays as it is', () => {
    expect(cleanImage(clean)).toEqual(clean)
  })

  it('that is cut short is not called clean', () => {
    const end = marked.indexOf(
      _name === 'JPEG' ? Buffer.of(0xff, 0xd9) : _name === 'PNG' ? 'IEND' : 'trailing',
    )
    for (let length = 3; length < end; length++) expect(cleanImage(marked.subarray(0, length))).toBeNull()
  })

  it('with anything wrong in it does not break the cleaning', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(marked.length - 1), fc.nat(255)), { maxLength: 6 }), changes => {
        const bent = Buffer.from(marked)
        for (const [at, byte] of changes) if (at > 3) bent[at] = byte
        cleanImage(bent)
      }),
    )
  })
})

it('keeps everything that is drawn', () => {
  const jpeg = Buffer.from(cleanImage(markedJpeg())!)
  expect(jpeg.indexOf(SCAN_BYTES)).toBeGreaterThan(0)
  expect(jpeg.lastIndexOf(SCAN_BYTES)).toBeGreaterThan(jpeg.indexOf(SCAN_BYTES))
  expect(jpeg.subarray(-2)).toEqual(Buffer.of(0xff, 0xd9))
  expect(Buffer.from(cleanImage(markedPng())!).includes('drawn')).toBe(true)
  expect(Buffer.from(cleanImage(markedGif())!).includes('drawn')).toBe(true)
})

it('keeps Adobe’s colours, and no byte more', () => {
  const jpeg = Buffer.from(cleanImage(markedJpeg())!)
  expect(jpeg.includes(Buffer.from('Adobe\0d\0\0\0\0\u0001', 'latin1'))).toBe(true)
  expect(jpeg.indexOf('Adobe')).toBe(jpeg.lastIndexOf('Adobe'))
})

it.each([0xc0, 0xc4, 0xda, 0xdb, 0xdd])(
  'a table of a JPEG (%i) with more in it is not called clean',
  marker => {
    const jpeg = markedJpeg()
    const tail = segment(marker, Buffer.from([0, ...Buffer.alloc(64), ...Buffer.from(MARK)]))
    expect(cleanImage(Buffer.concat([jpeg.subarray(0, 2), tail, jpeg.subarray(2)]))).toBeNull()
  },
)

it('is for photos alone', () => {
  expect(cleanImage(Buffer.from('#!AMR\n voice'))).toBeNull()
})
