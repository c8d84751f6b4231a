import type { Context, Middleware } from 'koa'
import { ERRORS, toAppError } from '../errors.ts'
import type { Html } from '../lib/html.ts'
import type { Log } from '../lib/logger.ts'

/**
 * No script runs on these pages, and nothing of another site's. Not `no-referrer`: under it a browser sends
 * `Origin: null` with our own forms (Fetch, “append a request Origin header”), and the origin could not be checked.
 */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; img-src 'self' data:; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cache-Control': 'no-store',
}

/** `closed` ends every wrong way; the others have recorded nothing. */
export type FailedPage = 'closed' | 'failed' | 'too-large'

/** Gives every page its headers, and whatever fails a page: wrong, expired, foreign and forged are all the same one. */
export function answerAsPages(pageOf: (what: FailedPage, ctx: Context) => Html, log: Log): Middleware {
  return async function pages(ctx, next) {
    ctx.set(HEADERS)
    try {
      await next()
    } catch (thrown) {
      const error = toAppError(thrown)
      const { status } = ERRORS[error.code]
      if (status >= 500) log.error({ code: error.code, err: error }, 'page failed')
      if (status >= 500) showPage(ctx, pageOf('failed', ctx), status)
      else if (error.code === 'body-too-large') showPage(ctx, pageOf('too-large', ctx), status)
      else showPage(ctx, pageOf('closed', ctx), 404)
    }
  }
}

export function showPage(ctx: Context, page: Html, status = 200): void {
  ctx.status = status
  ctx.type = 'text/html; charset=utf-8'
  ctx.body = page.toString()
}

/** After a form: the next page is asked for anew, so that reloading it sends nothing twice. */
export function goTo(ctx: Context, path: string): void {
  ctx.redirect(path)
  ctx.status = 303
}
