import type { Clock } from '../lib/clock.ts'
import type { Platform } from '../simulator/platform/platform.ts'
import { type PersonBody, type PushBody, pushXml } from '../simulator/push-xml.ts'
import type { HandleTurn } from '../turn/handle-turn.ts'
import { toInbound } from '../wechat/inbound.ts'
import { readXml } from '../wechat/xml.ts'

export type Phones = {
  /** Sends as a person does; the words of the answer. */
  send(openid: string, body: PersonBody): Promise<string>
  /** What the platform reports, as the webhook gets it. */
  report(openid: string, body: PushBody): Promise<void>
}

type Dependencies = {
  account: string
  clock: Clock
  handleTurn: HandleTurn
  platform: () => Pick<Platform, 'hear'>
}

/** The phones of a rehearsal: every push takes the way of XML, only without the cipher and the server. */
export function createPhones({ account, clock, handleTurn, platform }: Dependencies): Phones {
  let sent = 0

  async function push(openid: string, body: PushBody): Promise<string> {
    sent += 1
    const createTime = Math.floor(clock.now() / 1000)
    const xml = pushXml({ account, openid, createTime, msgId: String(sent), body })
    const reply = await handleTurn(toInbound(readXml(xml)))
    return reply?.body.kind === 'text' ? reply.body.text : ''
  }

  return {
    async send(openid, body) {
      platform().hear(openid, body)
      return push(openid, body)
    },
    async report(openid, body) {
      await push(openid, body)
    },
  }
}
