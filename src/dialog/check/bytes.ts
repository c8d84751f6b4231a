/** One message: below WeChat's measured 2048 bytes, with room for the line that says there is more (wechat-platform §3.4). */
export const MESSAGE_BYTES = 2_000

export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
