import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { AppError } from '../errors.ts'
import { readPageFiles } from './page-files.ts'
import type { MediaStore } from './platform/media-store.ts'

/** Replies are shown on this page: should one ever bring script along, the browser does not run it. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The phone itself: index.html at /simulator, its modules and style beside it. */
export function servePage(router: Router): void {
  const files = readPageFiles()
  const send = (ctx: Context, name: string) => {
    const file = files.get(name)
    if (!file) throw new AppError('not-found', name)
    ctx.set('Content-Security-Policy', POLICY)
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Referrer-Policy', 'no-referrer')
    ctx.set('Cache-Control', 'no-cache')
    ctx.etag = file.etag
    ctx.type = file.type
    ctx.body = file.text
    if (ctx.fresh) ctx.status = 304
  }
  router.get('/', ctx => send(ctx, 'index.html'))
  // Where pages of the account load it from in the place of WeChat's own.
  router.get('/weixin/jweixin.js', ctx => send(ctx, 'jweixin.js'))
  router.get('/:file', ctx => send(ctx, ctx.params.file ?? ''))
}

/** Media under the address that pushes of photos carry as PicUrl. */
export function serveMedia(router: Router, media: MediaStore): void {
  router.get('/media/:id', ctx => {
    const found = media.read(ctx.params.id ?? '')
    if (!found) throw new AppError('not-found', 'no such media, or dropped for newer ones')
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Cache-Control', 'private, max-age=86400, immutable')
    ctx.type = found.mediaType
    ctx.body = Buffer.from(found.bytes)
  })
}
