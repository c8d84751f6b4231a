import { AppError } from '../errors.ts'

/**
 * All of a stream. Throws AppError('media-refused') once it is longer than `maxBytes`, AppError('media-away') where it
 * breaks off.
 */
export async function readBounded(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += chunk.byteLength
      if (size > maxBytes) throw new AppError('media-refused', 'size')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('media-away', 'broken off', { cause })
  }
  return Buffer.concat(chunks)
}
