import type { Clock, Instant } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { type AccountKind, may } from './account-kind.ts'
import { type Outcome, type PlatformRequest, refuse } from './answer.ts'
import type { Endpoints } from './endpoint.ts'

const CODE_LIFE_MS = 300_000
const KEPT = 10_000
const SCOPES = ['snsapi_base', 'snsapi_userinfo']

export type WebLoginParts = {
  appId: string
  credentialFault: (appId: string | undefined, secret: string | undefined) => Outcome | null
  kind: () => AccountKind
  /** The openid of whoever holds the phone. */
  holder: () => string
  /** Pages are opened as a snapshot, whose person is a made-up one. */
  isSnapshot: () => boolean
  clock: Clock
  random: Random
}

type Code = { openid: string; scope: string; isSnapshot: boolean; until: Instant; isUsed: boolean }

/** OAuth in the web view (wechat-platform §8): a page learns who opened it by a code that works once, for five minutes. */
export function webLoginEndpoints(parts: WebLoginParts): Endpoints {
  const codes = new Map<string, Code>()
  return {
    '/connect/oauth2/authorize': {
      method: 'GET',
      open: true,
      run: ({ query }) => authorize(parts, codes, query),
    },
    '/sns/oauth2/access_token': {
      method: 'any',
      open: true,
      run: ({ query }) => exchange(parts, codes, query),
    },
  }
}

type Query = PlatformRequest['query']

/** What WeChat shows as a page of its own where it does not lead back. */
function authorize(parts: WebLoginParts, codes: Map<string, Code>, query: Query): Outcome {
  const { appId, kind, holder, isSnapshot, clock, random } = parts
  const { redirect_uri: back = '', scope = '', state = '', response_type } = query
  if (query.appid !== appId) return { page: 'appid 参数错误（错误码：10013）' }
  if (!/^https?:\/\//.test(back) || !URL.canParse(back))
    return { page: 'redirect_uri 参数错误（错误码：10003）' }
  if (response_type !== 'code' || !SCOPES.includes(scope) || !may(kind(), 'oauth'))
    return { page: 'Scope 参数错误或没有 Scope 权限（错误码：10005）' }

  const code = Buffer.from(random.bytes(24)).toString('base64url')
  codes.set(code, {
    openid: isSnapshot() ? `o${Buffer.from(random.bytes(21)).toString('base64url').slice(0, 27)}` : holder(),
    scope,
    isSnapshot: isSnapshot(),
    until: clock.now() + CODE_LIFE_MS,
    isUsed: false,
  })
  for (const oldest of codes.keys()) {
    if (codes.size <= KEPT) break
    codes.delete(oldest)
  }
  const target = new URL(back)
  target.searchParams.set('code', code)
  target.searchParams.set('state', state)
  return { redirect: target.href }
}

function exchange(parts: WebLoginParts, codes: Map<string, Code>, query: Query): Outcome {
  const fault = parts.credentialFault(query.appid, query.secret)
  if (fault) return fault
  if (query.grant_type !== 'authorization_code') return refuse(40002)
  if (!may(parts.kind(), 'oauth')) return refuse(48001)
  if (!query.code) return refuse(41008)
  const code = codes.get(query.code)
  if (!code || parts.clock.now() >= code.until) return refuse(40029)
  if (code.isUsed) return refuse(40163)
  code.isUsed = true
  const newToken = () => `54_${Buffer.from(parts.random.bytes(66)).toString('base64url')}`
  return {
    fields: {
      access_token: newToken(),
      expires_in: 7200,
      refresh_token: newToken(),
      openid: code.openid,
      scope: code.scope,
      ...(code.isSnapshot && { is_snapshotuser: 1 }),
    },
  }
}
