import { z } from 'zod'
import { bySecret } from './by-secret.ts'
import type { Exchange } from './exchange.ts'
import { readJson } from './read-json.ts'
import { createSharedSecret, type SharedSecret, type SharedSecretParts } from './shared-secret.ts'

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number() })

/**
 * The access_token. `stable_token` gives every caller the same one while it is valid, so an instance never takes
 * another's away (wechat-platform §6.1).
 */
export function createAccessToken(
  exchange: Exchange,
  account: { appId: string; secret: string },
  parts: SharedSecretParts,
): SharedSecret {
  const body = {
    grant_type: 'client_credential',
    appid: account.appId,
    secret: account.secret,
    force_refresh: false,
  }
  const request = { path: '/cgi-bin/stable_token', body }
  async function fetchFresh() {
    const { access_token, expires_in } = await bySecret(exchange, request, readJson(Token))
    return { secret: access_token, seconds: expires_in }
  }
  return createSharedSecret('token', fetchFresh, parts)
}
