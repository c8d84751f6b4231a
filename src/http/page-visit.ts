import type { Context } from 'koa'
import { toCivil } from '../campaign/civil-date.ts'
import { AppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { Visit } from '../self-check/visit.ts'
import type { Seal } from '../storage/seal.ts'
import type { Visitors } from '../units/visitors.ts'
import type { PageCookie, PageSession } from './page-cookie.ts'
import { isEqual } from './page-cookie.ts'
import { type SentForm, withForm } from './page-form.ts'

export type VisitDependencies = {
  visitors: Visitors
  seal: Seal
  random: Random
  /** The campaign's clock dates answers, as in chat; wall time lets links and cookies run out. */
  clock: Clock
  wall: Clock
  /** PUBLIC_URL; null where the pages are reached under whatever name the request has. */
  publicUrl: string | null
}

/** Lets members in, request by request. Whoever is none is AppError('not-allowed'). */
export function createVisits(deps: VisitDependencies, cookie: PageCookie) {
  const { visitors, seal, random, clock, wall } = deps

  /** `once` names the form that was sent: what is recorded under it is recorded once. */
  async function visit(ctx: Context, once = ''): Promise<Visit> {
    return visitIn(sessionOf(ctx), once)
  }

  function sessionOf(ctx: Context): PageSession {
    const session = cookie.read(ctx, wall.now())
    if (!session) throw new AppError('not-allowed', 'no session')
    return session
  }

  async function visitIn(session: PageSession, once: string): Promise<Visit> {
    const visitor = await visitors.find(session.memberId)
    if (!visitor) throw new AppError('not-allowed', 'no member')
    const messageFor = (part: string) => seal.hash('message', `page:${session.memberId}:${once}:${part}`)
    const now = clock.now()
    const { person, ref } = visitor
    return {
      visitor,
      messageFor,
      moment: { person, ref, message: messageFor(''), now, today: toCivil(now) },
      guard: { csrf: session.csrf, once: Buffer.from(random.bytes(16)).toString('base64url') },
    }
  }

  /** Member and origin are known before the body is read, the form's own token before anything is done with it. */
  async function visitWithForm<T>(
    ctx: Context,
    hear: (visit: Visit, form: SentForm) => Promise<T>,
  ): Promise<T> {
    checkOrigin(ctx)
    const session = sessionOf(ctx)
    await visitIn(session, '')
    return withForm(ctx.req, async form => {
      const value = (name: string) => form.values.get(name)?.[0] ?? ''
      const isOwn = session.accepted.some(token => isEqual(value('csrf'), token))
      if (!isOwn || value('once') === '') throw new AppError('not-allowed', 'forged form')
      return hear(await visitIn(session, value('once')), form)
    })
  }

  /** A browser that sends no Origin is held by the cookie's SameSite and the form's token. */
  function checkOrigin(ctx: Context): void {
    const origin = ctx.get('origin')
    const own = deps.publicUrl === null ? `http://${ctx.get('host')}` : new URL(deps.publicUrl).origin
    if (origin !== '' && origin !== own) throw new AppError('not-allowed', 'origin')
  }

  return { visit, visitWithForm, checkOrigin }
}
