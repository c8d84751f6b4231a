import { z } from 'zod'
import type { Call } from './call.ts'
import { readJson } from './read-json.ts'

/** Calls of one API today. */
export type Quota = { limit: number; used: number; left: number }

export type ReadQuota = (path: string) => Promise<Quota>

const Answer = z.object({
  quota: z.object({ daily_limit: z.number(), used: z.number(), remain: z.number() }),
})

/** How much of an API's quota of the day is left. Rejects with ApiFailure. */
export function createReadQuota(call: Call): ReadQuota {
  return async path => {
    const request = { path: '/cgi-bin/openapi/quota/get', body: { cgi_path: path } }
    const { quota } = await call(request, readJson(Answer))
    return { limit: quota.daily_limit, used: quota.used, left: quota.remain }
  }
}
