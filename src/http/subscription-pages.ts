import { readFileSync } from 'node:fs'
import Router from '@koa/router'
import type { Context } from 'koa'
import { AppError } from '../errors.ts'
import type { Log } from '../lib/logger.ts'
import type { SubscriptionDesk } from '../reminders/subscription/subscription-desk.ts'
import type { PageSdk } from '../reminders/subscription/subscription-page.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { PersonKey } from '../turn/store.ts'
import { answerAsPages, goTo, showPage } from './page-answers.ts'
import { serveText } from './page-styles.ts'
import { setCookie } from './set-cookie.ts'
import { LOGIN_SECONDS, VISIT_SECONDS, type WebLogin } from './web-login.ts'

/** What the pages need of WeChat's API. */
export type PageAccount = {
  authorizeUrl(redirect: string, state: string): string
  /** AppError('not-allowed') for a code that is wrong, used or expired. */
  exchangeCode(code: string): Promise<{ openid: string; isSnapshot: boolean }>
  signPage(url: string): Promise<PageSdk['signature']>
  sdkScripts(): readonly string[]
}

export type SubscriptionPagesDependencies = {
  desk: SubscriptionDesk
  account: PageAccount
  /** The account's original id, under which its people are known; null while nothing has named it. */
  accountId: () => Promise<string | null>
  login: WebLogin
  personKey: (person: PersonRef) => PersonKey
  /** Whether a browser is WeChat's own, by its User-Agent. */
  isWechat: (userAgent: string) => boolean
  /** Where people reach the pages, never what a request calls its host. */
  address: () => string
  log: Log
}

const PATH = '/u/subscribe'
const BROWSER = 'anpei-login'
const VISIT = 'anpei-visit'

/**
 * 订阅提醒 under /u/subscribe, for whoever opens it in WeChat: signed in by openid alone, which no address and no cookie holds.
 */
export function createSubscriptionPages(deps: SubscriptionPagesDependencies): Router {
  const { desk, account, login, address, log } = deps
  const isSecure = () => address().startsWith('https:')
  const router = new Router({ prefix: PATH })
  router.use(answerAsPages(what => desk.plain(what === 'closed' ? 'again' : 'failed'), log))
  const script = readFileSync(new URL('./subscription-page.js', import.meta.url), 'utf8')
  serveText(router, '/page.js', 'text/javascript', script)

  router.get('/', async ctx => {
    if (!deps.isWechat(ctx.get('user-agent'))) return showPage(ctx, desk.plain('outside'))
    if (!(await desk.isOffered())) return showPage(ctx, desk.plain('unavailable'))
    const person = await visitor(ctx)
    if (!person) return signIn(ctx)
    const scripts = account.sdkScripts()
    // Signed is what the address bar shows, with whatever WeChat has put behind it.
    const signature = await account.signPage(`${address()}${ctx.originalUrl}`)
    ctx.set('Content-Security-Policy', policyFor(scripts))
    showPage(ctx, await desk.page(person, { signature, scripts }))
  })

  router.get('/back', async ctx => {
    // Whoever comes here again, by 返回 or a reload, is in already.
    if (await visitor(ctx)) return goTo(ctx, PATH)
    const { code = '', state = '' } = ctx.query
    const isOurs = await login.redeem(String(state), ctx.cookies.get(BROWSER) ?? '')
    if (!isOurs || code === '') throw new AppError('not-allowed', 'oauth state')
    const { openid, isSnapshot } = await account.exchangeCode(String(code))
    if (isSnapshot) return showPage(ctx, desk.plain('snapshot'), 403)
    await enter(ctx, openid)
  })

  router.get('/digest', async ctx => {
    const person = await visitor(ctx)
    ctx.status = person ? 200 : 401
    ctx.body = person ? await desk.digest(person) : ''
  })
  return router

  async function visitor(ctx: Context): Promise<PersonKey | null> {
    const token = ctx.cookies.get(VISIT)
    const ref = token ? await login.find(token) : null
    return ref && deps.personKey(ref)
  }

  /** The browser keeps its token: two pages that are opened at once both find their way back. */
  async function signIn(ctx: Context): Promise<void> {
    const known = ctx.cookies.get(BROWSER) ?? ''
    const browser = /^[0-9a-f]{32}$/.test(known) ? known : login.newToken()
    setCookie(ctx, {
      name: BROWSER,
      value: browser,
      path: PATH,
      seconds: LOGIN_SECONDS,
      isSecure: isSecure(),
    })
    ctx.redirect(account.authorizeUrl(`${address()}${PATH}/back`, await login.begin(browser)))
  }

  async function enter(ctx: Context, openid: string): Promise<void> {
    const id = await deps.accountId()
    if (!id) throw new AppError('wechat-away', 'no push has named the account yet')
    const token = await login.enter({ channel: 'wechat', account: id, id: openid })
    setCookie(ctx, { name: VISIT, value: token, path: PATH, seconds: VISIT_SECONDS, isSecure: isSecure() })
    goTo(ctx, PATH)
  }
}

/**
 * The JS-SDK from WeChat's hosts and our own script. WeChat draws an open tag in a frame of its own, for which its
 * guide asks for the frame-src below (开放标签使用说明), with styles in the page.
 */
function policyFor(scripts: readonly string[]): string {
  const hosts = scripts.filter(each => URL.canParse(each)).map(each => new URL(each).origin)
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hosts].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    'frame-src https://*.qq.com webcompt:',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
