import type { Channel } from '../delivery/channel.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import { createConnection } from './connection.ts'
import { createConverse, type Turns } from './converse.ts'
import { createDeliveryChannel } from './delivery-channel.ts'
import { createHearing } from './hearing.ts'
import { loadWechaty } from './load-wechaty.ts'
import { openBot, type Puppet, type PuppetConfig } from './open-bot.ts'
import { createOpenFriendship } from './read-friendship.ts'
import { createOpenMessage } from './read-message.ts'
import { createSay } from './say.ts'
import { createSendPapers } from './send-papers.ts'
import { createWechatyVoice, type WechatyVoice } from './voice.ts'

export type WechatyOptions = {
  config: PuppetConfig
  speak: Speak
  wall: Clock
  log: Log
  showLogin: (code: string) => void
  waitMs?: (attempt: number) => number
}

export type WechatyChannel = {
  voice: WechatyVoice
  delivery: Channel
  puppet: Puppet
  /** Connects in the background and hands what is heard to the turn. */
  start(turns: Turns): void
  /** Hears nothing more, waits for the turns in flight and their replies, and disconnects. */
  stop(): Promise<void>
}

/** Where the login of the account is kept between starts. The mock has none to keep. */
const MEMORY = 'data/wechaty'
const MOCK = 'wechaty-puppet-mock'

/** Another messenger, through a Wechaty puppet. Throws AppError('config-bad') with what to type or to mend. */
export async function createWechaty(options: WechatyOptions): Promise<WechatyChannel> {
  const { config, speak, wall, log, showLogin } = options
  const { name } = config
  const wechaty = await loadWechaty(name)
  const bot = await openBot(wechaty, config, name === MOCK ? null : MEMORY)
  const { puppet } = bot
  const say = createSay(puppet)
  const reading = { bot, types: wechaty.types, name, wall, log }
  const connection = createConnection({
    ...reading,
    showLogin,
    ...(options.waitMs && { waitMs: options.waitMs }),
  })
  let stop = () => connection.stop()

  const voice = createWechatyVoice({ puppet, name, say, wall, log })
  return {
    voice,
    delivery: createDeliveryChannel(voice),
    puppet,
    start({ papersFor, ...turns }) {
      const stopping = new AbortController()
      const sendPapers = createSendPapers({
        papersFor,
        admit: voice.admit,
        say,
        wall,
        log,
        stopping: stopping.signal,
      })
      const converse = createConverse({ ...turns, say, sendPapers, speak, log })
      const hearing = createHearing({
        puppet,
        openMessage: createOpenMessage(reading),
        openFriendship: createOpenFriendship(reading),
        handOver: converse.handOver,
        log,
      })
      hearing.start()
      connection.start()
      stop = async () => {
        stopping.abort()
        await hearing.stop()
        await converse.done()
        await connection.stop()
      }
    },
    stop: () => stop(),
  }
}
