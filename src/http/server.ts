import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import { AppError } from '../errors.ts'
import type { Log } from '../lib/logger.ts'
import { answerFailures } from './failure.ts'
import { createHealth, type Probe } from './health.ts'
import { createMetricsRoute, type Metrics } from './metrics.ts'

export type HttpOptions = {
  /** null: this process takes no pushes. */
  webhook: Middleware | null
  /** Routers that come after the webhook: simulator, pages. */
  routers: readonly Router[]
  probes: Record<string, Probe>
  metrics: Metrics
  /** Where somebody is led who opens the bare address; null: nowhere. */
  home: string | null
  /** Without one the metrics are not served. */
  metricsToken: string | null
  log: Log
}

export type HttpServer = {
  /** Resolves with the port that was bound. Throws AppError('config-bad') where the port is taken. */
  listen(port: number, host: string): Promise<number>
  /** Takes no new connection and waits for the requests under way. */
  close(): Promise<void>
}

export function createHttpServer(options: HttpOptions): HttpServer {
  const koa = new Koa()
  koa.use(answerFailures(options.log))
  // Before everything else: the webhook reads the raw body itself (wechat-platform §10 no. 8).
  if (options.webhook) koa.use(only('/wechat', options.webhook))
  const router = new Router()
  if (options.home) router.redirect('/', options.home)
  createHealth(router, options.probes)
  createMetricsRoute(router, options.metrics, options.metricsToken)
  for (const each of [router, ...options.routers]) koa.use(each.routes()).use(each.allowedMethods())

  const server = createServer(
    // Nine photos take a phone a while; a push ends with WeChat's own patience.
    { requestTimeout: 120_000, headersTimeout: 10_000, keepAliveTimeout: 20_000 },
    koa.callback(),
  )
  return { listen: (port, host) => listen(server, port, host), close: () => close(server) }
}

function only(path: string, middleware: Middleware): Middleware {
  return function webhookOnly(ctx, next) {
    return ctx.path === path && (ctx.method === 'GET' || ctx.method === 'POST')
      ? middleware(ctx, next)
      : next()
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken =
        error.code === 'EADDRINUSE'
          ? `port ${port} is taken; set PORT to another one`
          : `cannot listen on ${host}:${port}`
      reject(new AppError('config-bad', taken, { cause: error }))
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
