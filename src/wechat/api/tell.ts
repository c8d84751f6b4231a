import type { Log } from '../../lib/logger.ts'
import type { SharedValues } from '../../lib/shared-values.ts'

/** Something only an operator can mend: what it is called, and what to do. */
export type Advice = { code: number | string; remedy: string }

export type Tell = (advice: Advice) => Promise<void>

const HOUR_MS = 3_600_000

/** Tells through the log, each code once an hour whatever the number of instances. */
export function createTell(log: Log, values: SharedValues): Tell {
  return async ({ code, remedy }) => {
    const isFirst = await values
      .putIfAbsent(`wechat-told:${code}`, Buffer.from('told'), HOUR_MS)
      .catch(() => true)
    if (isFirst) log.error({ code, remedy }, 'WeChat: an operator must act')
  }
}
