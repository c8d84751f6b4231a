import type { Router } from '@koa/router'
import type { Context } from 'koa'
import type { Platform } from './platform/platform.ts'
import { PLATFORM_PATH } from './platform/platform-fetch.ts'
import { readBody } from './simulator-http.ts'

/** A video of 10 MB with what multipart puts around it. */
const BODY_BYTES = 11 * 1024 * 1024

/** The platform's API under /simulator/weixin, with the paths of api.weixin.qq.com. */
export function platformRoutes(router: Router, platform: Platform): void {
  router.all('/weixin/*path', async ctx => {
    const {
      status,
      headers = {},
      json,
      bytes,
    } = await platform.handle({
      method: ctx.method,
      path: ctx.path.slice(PLATFORM_PATH.length),
      query: firstOf(ctx.query),
      body: await readBody(ctx, BODY_BYTES),
      type: ctx.get('Content-Type'),
    })
    ctx.status = status
    ctx.set(headers)
    ctx.set('X-Content-Type-Options', 'nosniff')
    if (json !== undefined) ctx.type = 'application/json; encoding=utf-8'
    ctx.body = json ?? (bytes ? Buffer.from(bytes) : '')
  })
}

function firstOf(query: Context['query']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, (Array.isArray(value) ? value[0] : value) ?? '']),
  )
}
