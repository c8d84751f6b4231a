import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Router from '@koa/router'

/** The style sheets of the pages, read once at the start: WeChat's own look, what it lacks, and that of papers. */
export function serveStyles(router: Router, paperStyles: string): void {
  const weui = createRequire(import.meta.url).resolve('weui/dist/style/weui.min.css')
  serveStyle(router, '/weui.css', readFileSync(weui, 'utf8'))
  serveStyle(router, '/page.css', readFileSync(new URL('./page.css', import.meta.url), 'utf8'))
  serveStyle(router, '/paper.css', paperStyles)
}

function serveStyle(router: Router, path: string, text: string): void {
  serveText(router, path, 'text/css', text)
}

/** A file that belongs to a page, asked for again only when it has changed. */
export function serveText(router: Router, path: string, type: string, text: string): void {
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`
  router.get(path, ctx => {
    ctx.set('Cache-Control', 'no-cache')
    ctx.etag = etag
    ctx.type = `${type}; charset=utf-8`
    ctx.body = text
    if (ctx.fresh) ctx.status = 304
  })
}
