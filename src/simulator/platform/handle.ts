import type { Random } from '../../lib/random.ts'
import type { AccessTokens } from './access-tokens.ts'
import { type AccountKind, may } from './account-kind.ts'
import { type Outcome, type PlatformAnswer, type PlatformRequest, refuse, writeAnswer } from './answer.ts'
import type { Endpoints } from './endpoint.ts'
import type { Quotas } from './quotas.ts'

export type HandleParts = {
  endpoints: Endpoints
  kind: () => AccountKind
  tokens: AccessTokens
  quotas: Quotas
  dailyOf: (path: string) => number | undefined
  random: Random
}

/** Answers one call: path, method, token, capability and quota first, then the endpoint. Nothing that is sent makes it throw. */
export function createHandle(parts: HandleParts) {
  const { endpoints, kind, tokens, quotas, dailyOf, random } = parts

  async function outcomeOf(request: PlatformRequest): Promise<Outcome> {
    const endpoint = Object.hasOwn(endpoints, request.path) ? endpoints[request.path] : undefined
    if (!endpoint) return refuse(40066)
    const { method, open, needs, run } = endpoint
    if (method !== 'any' && method !== request.method) return refuse(method === 'POST' ? 43002 : 43001)
    const tokenFault = open ? null : tokens.fault(request.query.access_token)
    if (tokenFault) return refuse(tokenFault)
    if (needs && !may(kind(), needs)) return refuse(48001)
    const daily = dailyOf(request.path)
    if (daily !== undefined && !quotas.take(request.path, daily)) return refuse(45009)
    return run(request)
  }

  return async function handle(request: PlatformRequest): Promise<PlatformAnswer> {
    return writeAnswer(await outcomeOf(request), () => requestId(random))
  }
}

/** Three groups of eight hexadecimal digits, as Tencent's support asks for. */
function requestId(random: Random): string {
  const digits = Buffer.from(random.bytes(12)).toString('hex')
  return `${digits.slice(0, 8)}-${digits.slice(8, 16)}-${digits.slice(16)}`
}
