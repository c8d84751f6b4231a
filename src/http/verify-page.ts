import Router from '@koa/router'
import type { VerifyPaper } from '../self-check/verify-paper.ts'
import { showPage } from './page-answers.ts'

/** `/verify/<receipt>/<hash>`: where the QR code of a paper leads; open to anyone who holds the paper. */
export function createVerifyPage(verify: VerifyPaper): Router {
  const router = new Router()
  router.get('/verify/:receipt/:hash', async ctx => {
    const { page, isMatch } = await verify(ctx.params.receipt ?? '', ctx.params.hash ?? '')
    ctx.set('Cache-Control', 'no-store')
    ctx.set('Content-Security-Policy', "default-src 'self'; img-src 'self' data:; script-src 'none'")
    showPage(ctx, page, isMatch ? 200 : 404)
  })
  return router
}
