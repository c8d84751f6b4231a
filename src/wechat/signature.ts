import { hash, timingSafeEqual } from 'node:crypto'

/**
 * WeChat's signature: SHA-1 in lower-case hex over the sorted and joined parts (wechat-platform §1.2, §1.3).
 * All genuine parts are ASCII, where sort() is byte order.
 */
export function sign(...parts: string[]): string {
  return hash('sha1', parts.sort().join(''))
}

/** Compares in constant time; only the length of a signature shows, and that is public. */
export function sameSignature(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
