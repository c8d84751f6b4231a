/**
 * A value as JSON, filled up with spaces to a whole number of blocks: the length of what is sealed must not tell one
 * message or name from another.
 */
export function writePadded(value: unknown, block: number): Uint8Array {
  const text = Buffer.from(JSON.stringify(value))
  return Buffer.concat([text, Buffer.alloc((block - (text.length % block)) % block, ' ')])
}

/** It was sealed by us, so its form is known. */
export function readPadded<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString()) as T
}
