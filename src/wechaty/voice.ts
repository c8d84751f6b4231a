import { toAppError } from '../errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/logger.ts'
import type { PersonRef } from '../turn/inbound.ts'
import { inTime } from './in-time.ts'
import type { Puppet } from './open-bot.ts'
import type { Outgoing, Say } from './say.ts'
import { createTokenBucket } from './token-bucket.ts'

/** `gone`: this person has dropped the account. `not-yet`: it was not said. `away`: nobody knows whether it arrived. */
export type Spoken = 'sent' | 'gone' | 'not-yet' | 'away'

/** How a person of another messenger is spoken to unasked. */
export type WechatyVoice = {
  /** Lets one through; where the account is away or has said enough, the milliseconds until another may be asked for. */
  admit(ref: PersonRef): 'now' | number
  say(ref: PersonRef, what: Outgoing): Promise<Spoken>
}

export type VoiceOptions = {
  puppet: Puppet
  /** Name of the puppet. */
  name: string
  say: Say
  wall: Clock
  log: Log
}

/** Platforms shut accounts that write to many people at once and publish no figure; 20 a minute is a slow writer. */
const BURST = 5
const EVERY_MS = 3_000
/** A connection that is lost is made anew within some minutes, and a login may wait for its owner. */
const AWAY_MS = 60_000
const TIMEOUT_MS = 20_000

export function createWechatyVoice(options: VoiceOptions): WechatyVoice {
  const { puppet, name, say, wall, log } = options
  const bucket = createTokenBucket(wall, BURST, EVERY_MS)
  const isReached = ({ account }: PersonRef) =>
    puppet.isLoggedIn && account === `${name}:${puppet.currentUserId}`

  async function hasDroppedUs({ id }: PersonRef): Promise<boolean> {
    return (await inTime(puppet.contactPayload(id), TIMEOUT_MS)).friend === false
  }

  function failed(thrown: unknown, spoken: Spoken): Spoken {
    log.warn({ code: toAppError(thrown).code, err: thrown }, 'wechaty: not said unasked')
    return spoken
  }

  return {
    admit(ref) {
      if (!isReached(ref)) return AWAY_MS
      const taken = bucket.take()
      return taken === 'taken' ? 'now' : taken
    },

    async say(ref, what) {
      if (!isReached(ref)) return 'not-yet'
      try {
        if (await hasDroppedUs(ref)) return 'gone'
      } catch (thrown) {
        return failed(thrown, 'not-yet')
      }
      try {
        await say(ref.id, what)
        return 'sent'
      } catch (thrown) {
        return failed(thrown, 'away')
      }
    },
  }
}
