import { createHash } from 'node:crypto'
import type { Clock, Instant } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'
import { accept, refuse } from './answer.ts'
import type { Endpoints } from './endpoint.ts'

const LIFE_MS = 7_200_000

/** What a page hands to wx.config, its address without the part after #. */
export type PageSignature = { url: string; timestamp: string; nonceStr: string; signature: string }

/** The jsapi_ticket (wechat-platform §6.1, §8) and what is signed with it. */
export function createPageTickets(clock: Clock, random: Random) {
  let ticket: { text: string; made: Instant } | null = null
  // A ticket from the future was made before the campaign's clock was set back.
  const isAlive = ({ made }: { made: Instant }) => Math.abs(clock.now() - made) < LIFE_MS

  function current() {
    if (!ticket || !isAlive(ticket))
      ticket = { text: Buffer.from(random.bytes(64)).toString('base64url'), made: clock.now() }
    return ticket
  }

  const endpoints: Endpoints = {
    '/cgi-bin/ticket/getticket': {
      method: 'GET',
      run: ({ query }) => {
        if (query.type !== 'jsapi') return refuse(40097)
        const { text, made } = current()
        return accept({ ticket: text, expires_in: Math.ceil((made + LIFE_MS - clock.now()) / 1000) })
      },
    },
  }
  return {
    endpoints,
    isSigned({ url, timestamp, nonceStr, signature }: PageSignature): boolean {
      if (!ticket || !isAlive(ticket)) return false
      const signed = `jsapi_ticket=${ticket.text}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
      return createHash('sha1').update(signed).digest('hex') === signature
    },
  }
}
