import { toAppError } from '../errors.ts'
import type { Log } from '../lib/logger.ts'
import { createInOrder } from './in-order.ts'
import { inTime } from './in-time.ts'
import type { Puppet } from './open-bot.ts'
import type { Heard } from './read-message.ts'

export type HearingOptions = {
  puppet: Puppet
  readMessage: (id: string) => Promise<Heard | null>
  readFriendship: (id: string) => Promise<Heard | null>
  /** Hears one event after the other, in their order; it must not throw. */
  handOver: (heard: Heard) => void
  log: Log
}

export type Hearing = {
  start(): void
  /** Hears nothing more; resolves when what was heard is handed over. */
  stop(): Promise<void>
}

const READ_MS = 10_000

/**
 * Listens to the puppet itself: Wechaty looks talkers up before it tells of a message, so that of two messages of one
 * person the second may come first (wechaty 1.20.2).
 */
export function createHearing(options: HearingOptions): Hearing {
  const { puppet, readMessage, readFriendship, handOver, log } = options
  const events = createInOrder(handOver)

  async function inTimeOrNot(reading: Promise<Heard | null>): Promise<Heard | null> {
    try {
      return await inTime(reading, READ_MS)
    } catch (thrown) {
      log.error({ code: toAppError(thrown).code, err: thrown }, 'wechaty: an event could not be read')
      return null
    }
  }

  const onMessage = ({ messageId }: { messageId: string }) => events.add(inTimeOrNot(readMessage(messageId)))
  const onFriendship = ({ friendshipId }: { friendshipId: string }) =>
    events.add(inTimeOrNot(readFriendship(friendshipId)))

  return {
    start() {
      puppet.on('message', onMessage)
      puppet.on('friendship', onFriendship)
    },
    async stop() {
      puppet.off('message', onMessage)
      puppet.off('friendship', onFriendship)
      await events.done()
    },
  }
}
