import { afterEach } from 'vitest'
import type { Inbound, InboundBody } from '../../../src/turn/inbound.ts'
import type { ReplyBody } from '../../../src/turn/reply.ts'
import { createWechaty, type WechatyChannel } from '../../../src/wechaty/create-wechaty.ts'
import type { PapersFor } from '../../../src/wechaty/send-papers.ts'
import { createMessenger } from '../../support/messenger.ts'
import { createWorld } from '../../support/world.ts'

const open: WechatyChannel[] = []
afterEach(async () => {
  for (const channel of open.splice(0)) await channel.stop()
})

export type Stand = Awaited<ReturnType<typeof standUp>>

type Handle = (body: InboundBody) => Promise<ReplyBody | null>

/** What each turn of the stand's has filed. */
export const RECEIPT = 'ZC20220310-AAAAAAAA'

/** A channel on the mock puppet without the product behind it: `handle` stands for the turn, and echoes unless told. */
export async function standUp({
  handle = echo,
  park = async () => true,
  papersFor = async () => [],
  waitMs = () => 600_000,
}: {
  handle?: Handle
  park?: (late: string) => Promise<boolean>
  papersFor?: PapersFor
  waitMs?: (attempt: number) => number
} = {}) {
  const world = createWorld(new Date().toISOString())
  const heard: Inbound[] = []
  const codes: string[] = []
  const channel = await createWechaty({
    config: { name: 'wechaty-puppet-mock', options: {} },
    speak: ({ phrase }) => `{${phrase}}`,
    wall: world.wall,
    log: world.log,
    showLogin: code => void codes.push(code),
    waitMs,
  })
  open.push(channel)
  const messenger = createMessenger(channel.puppet)
  channel.start({
    handle: async inbound => {
      heard.push(inbound)
      const body = await handle(inbound.body)
      return body && { at: inbound.at, body, papers: RECEIPT }
    },
    park: async (_, late) => park(late),
    papersFor,
  })
  return { ...messenger, channel, world, heard, codes }
}

async function echo(body: InboundBody): Promise<ReplyBody> {
  return { kind: 'text', text: body.kind === 'text' ? `听到${body.text}` : body.kind }
}
