import type Router from '@koa/router'

/** Rejects while the thing it asks is away. */
export type Probe = () => Promise<void>

/** `/healthz`: the process runs. `/readyz`: what it stands on answers too; names what does not. */
export function createHealth(router: Router, probes: Record<string, Probe>): void {
  router.get('/healthz', ctx => {
    ctx.body = 'ok'
  })
  router.get('/readyz', async ctx => {
    const away: string[] = []
    await Promise.all(Object.entries(probes).map(([name, probe]) => probe().catch(() => away.push(name))))
    ctx.status = away.length === 0 ? 200 : 503
    ctx.body = away.length === 0 ? 'ready' : `away: ${away.sort().join(', ')}`
  })
}
