import { z } from 'zod'
import type { AccessTokens } from './access-tokens.ts'
import { accept, type Outcome, refuse } from './answer.ts'
import { type Endpoints, withJson } from './endpoint.ts'
import type { Quotas } from './quotas.ts'

const text = z.string().optional().catch(undefined)
const StableToken = z.object({
  grant_type: text,
  appid: text,
  secret: text,
  force_refresh: z.boolean().catch(false),
})

export type AccountParts = {
  appId: string
  secret: string
  tokens: AccessTokens
  quotas: Quotas
  /** The day's calls of a path; undefined where they are not counted or there is no such path. */
  dailyOf: (path: string) => number | undefined
  /** false: the caller's address is not on the whitelist. */
  isWelcome: () => boolean
}

/** Tokens, quotas and addresses: what every account may ask (wechat-platform §6). */
export function accountEndpoints(parts: AccountParts): Endpoints {
  return { ...tokenEndpoints(parts), ...quotaEndpoints(parts), ...ADDRESSES }
}

/** What is wrong with a pair of AppID and AppSecret; null: nothing. */
export function createCredentialFault({ appId, secret }: Pick<AccountParts, 'appId' | 'secret'>) {
  return (givenId: string | undefined, givenSecret: string | undefined): Outcome | null => {
    if (!givenId) return refuse(41002)
    if (!givenSecret) return refuse(41004)
    if (givenId !== appId) return refuse(40013)
    return givenSecret === secret ? null : refuse(40125)
  }
}

function tokenEndpoints(parts: AccountParts): Endpoints {
  const { tokens, isWelcome } = parts
  const credentialFault = createCredentialFault(parts)
  const fault = (grant?: string, appId?: string, secret?: string) => {
    if (grant !== 'client_credential') return refuse(40002)
    // An address from the range for documentation, as the log of a stranger would show it.
    const address = 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist'
    return credentialFault(appId, secret) ?? (isWelcome() ? null : refuse(40164, address))
  }
  return {
    '/cgi-bin/stable_token': {
      method: 'POST',
      open: true,
      daily: 500_000,
      run: withJson(StableToken, ({ grant_type, appid, secret, force_refresh }) => {
        const wrong = fault(grant_type, appid, secret)
        if (wrong) return wrong
        const token = tokens.stable(force_refresh)
        return typeof token === 'number' ? refuse(token) : { fields: token }
      }),
    },
    '/cgi-bin/token': {
      method: 'GET',
      open: true,
      daily: 2_000,
      run: ({ query }) => fault(query.grant_type, query.appid, query.secret) ?? { fields: tokens.plain() },
    },
  }
}

function quotaEndpoints(parts: AccountParts): Endpoints {
  const { appId, quotas, dailyOf } = parts
  const credentialFault = createCredentialFault(parts)
  const clear = (path?: string) => (quotas.clear(path) ? accept() : refuse(48006))
  const Path = z.object({ cgi_path: z.string().catch('') })
  return {
    '/cgi-bin/clear_quota': {
      method: 'POST',
      run: withJson(z.object({ appid: text }), ({ appid }) => (appid === appId ? clear() : refuse(40013))),
    },
    '/cgi-bin/clear_quota/v2': {
      method: 'POST',
      open: true,
      run: withJson(
        z.object({ appid: text, appsecret: text }),
        ({ appid, appsecret }) => credentialFault(appid, appsecret) ?? clear(),
      ),
    },
    '/cgi-bin/openapi/quota/get': {
      method: 'POST',
      run: withJson(Path, ({ cgi_path: path }) => {
        const daily = dailyOf(path)
        return daily === undefined ? refuse(76021) : accept({ quota: quotas.read(path, daily) })
      }),
    },
    '/cgi-bin/openapi/quota/clear': {
      method: 'POST',
      run: withJson(Path, ({ cgi_path: path }) =>
        dailyOf(path) === undefined ? refuse(76021) : clear(path),
      ),
    },
  }
}

/** Addresses for documentation (RFC 5737): the simulator's pushes come from this host. */
const ADDRESSES: Endpoints = {
  '/cgi-bin/getcallbackip': {
    method: 'GET',
    run: () => ({ fields: { ip_list: ['203.0.113.0/24', '198.51.100.12'] } }),
  },
  '/cgi-bin/get_api_domain_ip': {
    method: 'GET',
    run: () => ({ fields: { ip_list: ['198.51.100.1'] } }),
  },
}
