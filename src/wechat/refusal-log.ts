import type { ErrorCode } from '../errors.ts'
import type { Clock, Instant } from '../lib/clock.ts'

export type WebhookLog = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

const QUIET_MS = 10_000

/**
 * Writes at most one line per code in ten seconds and says how many it held back: a port scanner must not fill the disk
 * (wechat-platform §10 no. 15). A line is the code alone; nothing the sender wrote is in it.
 */
export function createRefusalLog(log: WebhookLog, clock: Clock): (code: ErrorCode) => void {
  const seen = new Map<ErrorCode, { since: Instant; heldBack: number }>()
  return function logRefusal(code) {
    const now = clock.now()
    const last = seen.get(code)
    if (last && now - last.since < QUIET_MS) {
      last.heldBack++
      return
    }
    seen.set(code, { since: now, heldBack: 0 })
    log.warn({ code, heldBack: last?.heldBack ?? 0 }, 'a request to the WeChat webhook was refused')
  }
}
