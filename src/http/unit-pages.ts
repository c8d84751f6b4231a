import Router from '@koa/router'
import type { Context } from 'koa'
import { AppError } from '../errors.ts'
import type { Html } from '../lib/html.ts'
import type { Log } from '../lib/logger.ts'
import type { FormAnswer, PageDesk, Visit } from '../self-check/page-desk.ts'
import type { PageLinks } from '../units/page-links.ts'
import { answerAsPages, goTo, showPage } from './page-answers.ts'
import { createPageCookie } from './page-cookie.ts'
import { serveStyles } from './page-styles.ts'
import { createVisits, type VisitDependencies } from './page-visit.ts'

export type UnitPagesDependencies = VisitDependencies & {
  desk: PageDesk
  links: PageLinks
  /** The style sheet of papers shown as pages. */
  paperStyles: string
  log: Log
}

/** The unit's pages under /u, opened by a link from chat. */
export function createUnitPages(deps: UnitPagesDependencies): Router {
  const { desk } = deps
  const cookie = createPageCookie(deps.seal, deps.publicUrl?.startsWith('https:') ?? false)
  const visits = createVisits(deps, cookie)
  const router = new Router({ prefix: '/u' })
  router.use(
    answerAsPages(
      (what, ctx) => desk.plain(what === 'closed' && isOwnForm(ctx) ? 'unsaved' : what),
      deps.log,
    ),
  )
  serveStyles(router, deps.paperStyles)
  serveLinks(router, deps, cookie, visits)

  const get = (path: string, render: (visit: Visit, ctx: Context) => Promise<Html>) =>
    router.get(path, async ctx => showPage(ctx, await render(await visits.visit(ctx), ctx)))
  get('/', visit => desk.home(visit))
  get('/check', visit => desk.check(visit))
  get('/item/:id', (visit, ctx) => desk.item(visit, param(ctx, 'id'), ctx.query.saved !== undefined))
  get('/problems', visit => desk.problems(visit))
  get('/filings', visit => desk.filings(visit))
  get('/filings/:receipt', (visit, ctx) => desk.filing(visit, param(ctx, 'receipt')))
  get('/filings/:receipt/papers/:n', (visit, ctx) =>
    desk.paperPage(visit, param(ctx, 'receipt'), Number(param(ctx, 'n'))),
  )
  serveFiles(router, desk, visits)

  router.post('/item/:id', async ctx => {
    const id = param(ctx, 'id')
    const answer = await visits.visitWithForm(ctx, (visit, form) => desk.saveItem(visit, id, form))
    answerForm(ctx, answer, `/u/item/${id}?saved`)
  })
  router.post('/submit', async ctx => {
    const answer = await visits.visitWithForm(ctx, (visit, form) => desk.submit(visit, form))
    answerForm(ctx, answer, '/u/check')
  })
  router.all('/{*rest}', () => {
    throw new AppError('not-found')
  })
  return router
}

/** Whatever is wrong with a form, its sender may have filled it in: it is said that nothing was saved, and what to do. */
function isOwnForm({ method, path }: Context): boolean {
  return method === 'POST' && /^\/u\/(item\/|submit$)/.test(path)
}

type Visits = ReturnType<typeof createVisits>

/** A link is looked at as often as previews like, and spent by the button behind it. */
function serveLinks(
  router: Router,
  { desk, links, visitors, wall }: UnitPagesDependencies,
  cookie: ReturnType<typeof createPageCookie>,
  visits: Visits,
): void {
  router.get('/l/:token', async ctx => {
    const token = param(ctx, 'token')
    if (!(await links.opens(token, wall.now()))) throw new AppError('not-found')
    showPage(ctx, desk.landing(token))
  })
  router.post('/l/:token', async ctx => {
    visits.checkOrigin(ctx)
    const spent = await links.spend(param(ctx, 'token'), wall.now())
    if (!spent || !(await visitors.find(spent.memberId))) throw new AppError('not-found')
    cookie.set(ctx, spent.memberId, wall.now())
    goTo(ctx, spent.purpose === 'home' ? '/u' : `/u/${spent.purpose}`)
  })
}

function serveFiles(router: Router, desk: PageDesk, visits: Visits): void {
  router.get('/filings/:receipt/papers/:n/file', async ctx => {
    const visit = await visits.visit(ctx)
    const paper = await desk.paper(visit, param(ctx, 'receipt'), Number(param(ctx, 'n')))
    ctx.attachment(paper.fileName, { fallback: 'paper.docx' })
    ctx.type = paper.mediaType
    ctx.body = Buffer.from(await paper.render())
  })
  router.get('/photo/:id', async ctx => {
    const { bytes, mediaType } = await desk.photo(await visits.visit(ctx), param(ctx, 'id'))
    ctx.type = mediaType
    ctx.body = Buffer.from(bytes)
  })
}

function answerForm(ctx: Context, answer: FormAnswer, next: string): void {
  if (answer.kind === 'saved') goTo(ctx, next)
  else showPage(ctx, answer.html, answer.status)
}

function param(ctx: Context, name: string): string {
  return String(ctx.params[name] ?? '')
}
