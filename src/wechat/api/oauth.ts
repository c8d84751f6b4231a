import { z } from 'zod'
import { AppError } from '../../errors.ts'
import type { Call } from './call.ts'
import { ApiFailure } from './failures.ts'
import type { Hosts } from './hosts.ts'
import { readJson } from './read-json.ts'

/** Who opened a page. A snapshot is a stand-in WeChat shows the page to: it is no person and must not be bound. */
export type PageVisitor = { openid: string; isSnapshot: boolean }

export type OAuth = {
  /** Where a browser is sent to come back to `redirect` with a code and this `state` (letters and digits, up to 128). */
  authorizeUrl(redirect: string, state: string): string
  /** AppError('not-allowed') for a code that is wrong, used or expired: send them to authorizeUrl again. Else ApiFailure. */
  exchangeCode(code: string): Promise<PageVisitor>
}

const Visitor = z.object({ openid: z.string().min(1), is_snapshotuser: z.number().optional() })

/** Bad, used, expired, missing. */
const CODE_SPENT = [40_029, 40_163, 42_003, 41_008]

/** Sign-in of a page's visitor by openid alone, without a question to them (snsapi_base). */
export function createOAuth(
  call: Call,
  account: { appId: string; secret: string },
  hosts: () => Hosts,
): OAuth {
  const { appId, secret } = account
  return {
    authorizeUrl(redirect, state) {
      const query = new URLSearchParams({
        appid: appId,
        redirect_uri: redirect,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
      })
      return `${hosts().open}/connect/oauth2/authorize?${query}#wechat_redirect`
    },
    async exchangeCode(code) {
      const query = { appid: appId, secret, code, grant_type: 'authorization_code' }
      const request = {
        path: '/sns/oauth2/access_token',
        query,
        bySecret: true,
        expects: CODE_SPENT,
      } as const
      const { openid, is_snapshotuser } = await call(request, readJson(Visitor)).catch(refused)
      return { openid, isSnapshot: is_snapshotuser === 1 }
    },
  }
}

function refused(thrown: unknown): never {
  if (thrown instanceof ApiFailure && CODE_SPENT.includes(thrown.errcode))
    throw new AppError('not-allowed', 'oauth code', { cause: thrown })
  throw thrown
}
