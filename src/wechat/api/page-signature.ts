import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../lib/clock.ts'
import { newId } from '../../lib/random.ts'
import type { Call } from './call.ts'
import { readJson } from './read-json.ts'
import { createSharedSecret, type SharedSecretParts } from './shared-secret.ts'

/** What a page hands to `wx.config`; `timestamp` is in seconds. */
export type PageSignature = { appId: string; timestamp: number; nonceStr: string; signature: string }

export type SignPage = (url: string) => Promise<PageSignature>

const Ticket = z.object({ ticket: z.string().min(1), expires_in: z.number() })

/** Signs the page at this address, exactly as the browser shows it, for the JS-SDK. Rejects with ApiFailure. */
export function createSignPage(call: Call, appId: string, clock: Clock, parts: SharedSecretParts): SignPage {
  async function fetchFresh() {
    const request = { path: '/cgi-bin/ticket/getticket', query: { type: 'jsapi' } }
    const { ticket, expires_in } = await call(request, readJson(Ticket))
    return { secret: ticket, seconds: expires_in }
  }
  const tickets = createSharedSecret('jsapi-ticket', fetchFresh, parts)
  return async url => {
    const { secret: ticket } = await tickets.get()
    const timestamp = Math.floor(clock.now() / 1_000)
    const nonceStr = newId(parts.random)
    return { appId, timestamp, nonceStr, signature: signatureOf({ ticket, nonceStr, timestamp, url }) }
  }
}

/** The order is prescribed, and what follows `#` stays out (wechat-platform §8). */
export function signatureOf(page: {
  ticket: string
  nonceStr: string
  timestamp: number
  url: string
}): string {
  const { ticket, nonceStr, timestamp, url } = page
  const [address = ''] = url.split('#')
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${address}`
  return createHash('sha1').update(text).digest('hex')
}
