import type { Middleware } from 'koa'
import { ERRORS, toAppError } from '../errors.ts'
import type { Log } from '../lib/logger.ts'

/** The last resort: a code for the log, a status for the caller, and nothing of the failure itself. */
export function answerFailures(log: Log): Middleware {
  return async function failures(ctx, next) {
    try {
      await next()
    } catch (thrown) {
      const error = toAppError(thrown)
      const { status } = ERRORS[error.code]
      if (status >= 500) log.error({ code: error.code, err: error }, 'request failed')
      ctx.status = status
      ctx.body = ''
    }
  }
}
