import { imageTypeOf } from '../../lib/image-type.ts'
import { cleanGif } from './clean-gif.ts'
import { cleanJpeg } from './clean-jpeg.ts'
import { cleanPng } from './clean-png.ts'

/**
 * A photo without what tells when, where and with what it was taken: only the parts that are drawn are kept. Null where it is no
 * JPEG, PNG or GIF, or not a whole one.
 */
export function cleanImage(bytes: Uint8Array): Uint8Array | null {
  switch (imageTypeOf(bytes)) {
    case 'image/jpeg':
      return cleanJpeg(bytes)
    case 'image/png':
      return cleanPng(bytes)
    case 'image/gif':
      return cleanGif(bytes)
    default:
      return null
  }
}
