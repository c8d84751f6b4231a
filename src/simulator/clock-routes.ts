import type { Router } from '@koa/router'
import { Move, Run } from './api-schema.ts'
import type { CampaignWalk } from './campaign-walk.ts'
import { readJson } from './simulator-http.ts'

/** The campaign's clock: moved at once, or run day by day with the product's jobs. */
export function clockRoutes(router: Router, walk: CampaignWalk): void {
  router.post('/api/clock', async ctx => {
    ctx.body = await walk.move(await readJson(ctx, Move))
  })
  router.post('/api/run', async ctx => {
    ctx.body = await walk.run((await readJson(ctx, Run)).until)
  })
}
