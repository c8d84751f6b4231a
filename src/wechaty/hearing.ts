import { toAppError } from '../errors.ts'
import type { Log } from '../lib/logger.ts'
import { createLanes } from '../turn/lanes.ts'
import { createInOrder } from './in-order.ts'
import { inTime } from './in-time.ts'
import type { Puppet } from './open-bot.ts'
import type { Heard, Opened } from './read-message.ts'

export type HearingOptions = {
  puppet: Puppet
  openMessage: (id: string) => Promise<Opened | null>
  openFriendship: (id: string) => Promise<Opened | null>
  /** Hears the events of one conversation one after the other, in their order; it must not throw. */
  handOver: (heard: Heard) => void
  log: Log
}

export type Hearing = {
  start(): void
  /** Hears nothing more; resolves when what was heard is handed over, but for what nobody opens in seconds. */
  stop(): Promise<void>
}

const READ_MS = 10_000
/** Whose event it is, is not known before it is opened: so long all the others wait, lest one person's change places. */
const PATIENCE_MS = 2_000
const OPEN_MS = 60_000
/** A process that is to stop is killed before long. */
const STOP_MS = 5_000

/**
 * Listens to the puppet itself: Wechaty looks talkers up before it tells of a message, so that of two messages of one
 * person the second may come first (wechaty 1.20.2). Once it is known whose an event is, it keeps only its own talker waiting.
 */
export function createHearing(options: HearingOptions): Hearing {
  const { puppet, openMessage, openFriendship, handOver, log } = options
  const events = createInOrder(readOn, PATIENCE_MS)
  const conversations = createLanes()
  const opening = new Set<Promise<unknown>>()
  const underWay = new Set<Promise<unknown>>()
  let isListening = false

  async function inTimeOr<T>(otherwise: T, work: Promise<T>, milliseconds: number): Promise<T> {
    try {
      return await inTime(work, milliseconds)
    } catch (thrown) {
      log.error({ code: toAppError(thrown).code, err: thrown }, 'wechaty: an event could not be read')
      return otherwise
    }
  }

  function readOn({ conversation, read, otherwise }: Opened): void {
    if (!isListening) return
    const reading = inTimeOr(otherwise, read(), READ_MS)
    const handed = conversations.run(
      conversation,
      () => reading,
      async heard => {
        if (heard) handOver(heard)
      },
    )
    keepWhile(underWay, handed)
  }

  function hearOf(event: Promise<Opened | null>): void {
    const opened = inTimeOr(null, event, OPEN_MS)
    keepWhile(opening, opened)
    events.add(opened)
  }

  const onMessage = ({ messageId }: { messageId: string }) => hearOf(openMessage(messageId))
  const onFriendship = ({ friendshipId }: { friendshipId: string }) => hearOf(openFriendship(friendshipId))

  return {
    start() {
      isListening = true
      puppet.on('message', onMessage)
      puppet.on('friendship', onFriendship)
    },
    async stop() {
      puppet.off('message', onMessage)
      puppet.off('friendship', onFriendship)
      await events.done()
      await inTimeOr<unknown>(null, Promise.all(opening), STOP_MS)
      isListening = false
      await Promise.all(underWay)
    },
  }
}

function keepWhile(running: Set<Promise<unknown>>, work: Promise<unknown>): void {
  running.add(work)
  void work.finally(() => running.delete(work))
}
