import { z } from 'zod'
import type { FailureKind } from '../../delivery/channel.ts'
import { AppError } from '../../errors.ts'
import type { Call } from './call.ts'
import { ApiFailure } from './failures.ts'
import { readJson } from './read-json.ts'
import type { Report } from './report.ts'

/**
 * What became of a message. `messageId` is what its result event names it by, '' where WeChat gives none. `code` is
 * WeChat's errcode; the HTTP status, or 0, where there was no answer (`away`): it may have gone out all the same.
 */
export type SendResult = { ok: true; messageId: string } | { ok: false; kind: FailureKind; code: number }

/** Sends a message whose body may turn out unfit while it is composed: it is refused then as WeChat would refuse it. */
export type Send = (path: string, compose: () => object) => Promise<SendResult>

const Sent = z.object({ msgid: z.union([z.string(), z.number().transform(String)]).default('') })

/** A failed send is a result; only what is no send's fault is thrown. */
export function createSend(call: Call, report: Report): Send {
  return async (path, compose) => {
    try {
      const { msgid } = await call({ path, body: await composed(compose) }, readJson(Sent))
      return { ok: true, messageId: msgid }
    } catch (thrown) {
      if (thrown instanceof ApiFailure) return { ok: false, kind: thrown.kind, code: thrown.errcode }
      if (thrown instanceof AppError && thrown.code === 'store-away')
        return { ok: false, kind: 'away', code: 0 }
      throw thrown
    }
  }

  async function composed(compose: () => object): Promise<object> {
    try {
      return compose()
    } catch (thrown) {
      if (thrown instanceof ApiFailure) await report(thrown)
      throw thrown
    }
  }
}
