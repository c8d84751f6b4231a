import { z } from 'zod'
import type { Answer } from '../../delivery/channel.ts'
import { AppError } from '../../errors.ts'
import type { Call } from './call.ts'
import { ApiFailure } from './failures.ts'
import { readJson } from './read-json.ts'
import type { Report } from './report.ts'

/**
 * What became of a message. `messageId` is what its result event names it by, '' where WeChat gives none. `code` is
 * WeChat's errcode; the HTTP status, or 0, where there was no answer (`away`: it may have gone out all the same).
 */
export type SendResult = Answer

/** Sends a message whose body may turn out unfit while it is composed: it is refused then as WeChat would refuse it. */
export type Send = (path: string, compose: () => object) => Promise<SendResult>

/** No send is part of a turn. Node gives up connecting after 10 s and says so: what is ended before that may have left. */
const TIMEOUT_MS = 12_000

const Sent = z.object({ msgid: z.union([z.string(), z.number().transform(String)]).default('') })

/** A failed send is a result; only what is no send's fault is thrown. */
export function createSend(call: Call, report: Report): Send {
  return async (path, compose) => {
    try {
      const { msgid } = await call(
        { path, body: await composed(compose), timeoutMs: TIMEOUT_MS },
        readJson(Sent),
      )
      return { ok: true, messageId: msgid }
    } catch (thrown) {
      if (thrown instanceof ApiFailure)
        return { ok: false, kind: hasLeft(thrown, path) ? thrown.kind : 'unreachable', code: thrown.errcode }
      // Asked before a message goes out, and after one that was refused.
      if (thrown instanceof AppError && thrown.code === 'store-away')
        return { ok: false, kind: 'unreachable', code: 0 }
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

/** Not where the token before it had no answer, nor where no connection was made. */
function hasLeft({ kind, path, cause }: ApiFailure, sent: string): boolean {
  return kind !== 'away' || (path === sent && !isUnconnected(cause))
}

type NetworkError = { cause?: unknown; code?: unknown; syscall?: unknown; errors?: unknown[] }

/** By the marks of Node's errors: no address, no connection to any of the addresses, or none in time. */
function isUnconnected(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const { cause, code, syscall, errors }: NetworkError = thrown
  if (errors && errors.length > 0) return errors.every(isUnconnected)
  const isBefore = syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT'
  return isBefore || isUnconnected(cause)
}
