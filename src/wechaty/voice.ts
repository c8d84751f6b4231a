import { setTimeout as delay } from 'node:timers/promises'
import { toAppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { Puppet } from './open-bot.ts'
import type { Outgoing, Say } from './say.ts'
import { createTokenBucket } from './token-bucket.ts'

/** `gone`: this person has dropped the account. `not-yet`: it was not said. `away`: nobody knows of its arrival. */
export type Spoken = 'sent' | 'gone' | 'not-yet' | 'away'

/** How a person of another messenger is spoken to unasked. */
export type WechatyVoice = {
  say(ref: PersonRef, what: Outgoing): Promise<Spoken>
}

export type VoiceOptions = {
  puppet: Puppet
  /** Name of the puppet. */
  name: string
  say: Say
  wall: Clock
  log: Log
  sleep?: (milliseconds: number) => Promise<unknown>
}

/** Platforms shut accounts that write to many people at once and publish no figure; 20 a minute is a slow writer. */
const BURST = 5
const EVERY_MS = 3_000
/** Who waits longer had better come again: a sender holds its claim meanwhile. */
const PATIENCE_MS = 60_000

export function createWechatyVoice(options: VoiceOptions): WechatyVoice {
  const { puppet, name, say, wall, log, sleep = delay } = options
  const bucket = createTokenBucket(wall, BURST, EVERY_MS)
  const isReached = ({ account }: PersonRef) =>
    puppet.isLoggedIn && account === `${name}:${puppet.currentUserId}`

  return {
    async say(ref, what) {
      if (!isReached(ref)) return 'not-yet'
      const waitMs = bucket.take(PATIENCE_MS)
      if (waitMs === null) return 'not-yet'
      if (waitMs > 0) await sleep(waitMs)
      try {
        if ((await puppet.contactPayload(ref.id)).friend === false) return 'gone'
        await say(ref.id, what)
        return 'sent'
      } catch (thrown) {
        log.warn({ code: toAppError(thrown).code, err: thrown }, 'wechaty: not said, it may be tried again')
        return 'away'
      }
    },
  }
}
