import { AppError } from '../errors.ts'

/** A stream's bytes; null where there are more than `maxBytes`, and no more of it is read then. Rejects where it breaks off. */
export async function readBounded(
  stream: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The same for what a person sent: AppError('media-refused') where it is too long, AppError('media-away') where it breaks off. */
export async function readMedia(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const bytes = await readBounded(stream, maxBytes).catch(cause => {
    throw cause instanceof AppError ? cause : new AppError('media-away', 'broken off', { cause })
  })
  if (!bytes) throw new AppError('media-refused', 'size')
  return bytes
}
