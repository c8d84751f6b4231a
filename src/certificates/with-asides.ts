import type { Speak } from '../dialog/fill.ts'
import type { InboundBody } from '../turn/inbound.ts'
import type { Route } from '../turn/route.ts'
import type { Session } from '../turn/session.ts'
import { asides } from './look-alike.ts'

/** Whoever sends a host that passes for the platform is warned first, and answered as ever. `knows`: who need not be told. */
export function withAsides(route: Route, speak: Speak, knows: (session: Session) => boolean): Route {
  return async (body, session, moment) => {
    const routed = await route(body, session, moment)
    if (knows(session)) return routed
    return { ...routed, texts: [...asides(wordsOf(body)).map(speak), ...routed.texts] }
  }
}

function wordsOf(body: InboundBody): string {
  switch (body.kind) {
    case 'text':
      return body.text
    case 'link':
      return `${body.title} ${body.description} ${body.url}`
    default:
      return ''
  }
}
