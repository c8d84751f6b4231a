import type { Channel, Channels } from '../../delivery/channel.ts'
import type { Speak } from '../../dialog/fill.ts'
import type { Clock } from '../../lib/clock.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Seal } from '../../storage/seal.ts'
import type { PersonRef } from '../../turn/inbound.ts'
import type { Park } from '../../turn/park.ts'
import { personKey } from '../../turn/person-key.ts'
import type { TellReporter } from './tell-reporters.ts'

const DAY = 86_400_000

/**
 * At once where chat is open, else with their next message, in words that name nothing. No try is recorded, no consent is
 * asked for, and nothing is taken from the ledger of windows: each would be a list of reporters outside of the seals. What
 * waits has a random name of its own, for it must not lead from the person to the tip, nor has it the link's own end.
 */
export function createTellInChat(deps: {
  channels: Channels
  park: Park
  seal: Pick<Seal, 'hash'>
  random: Random
  speak: Speak
  /** The campaign's. */
  clock: Clock
  /** How long it waits for a person at most: as long as their link is kept. */
  days: number
}): TellReporter {
  const { channels, park, seal, random, clock, days } = deps
  const text = deps.speak({ phrase: 'tip.news' })

  return async ref => {
    const channel = channels[ref.channel]
    // Another process carries the channel, or it is away: nobody can write there either, so nothing is left for them.
    if (!channel || (channel.admit?.(ref) ?? 'now') !== 'now') return false
    if (await isSaid(channel, ref)) return true
    return park(personKey(seal, ref), { id: newId(random), text, until: clock.now() + days * DAY })
  }

  /** The platform refuses where chat is not open. An answer that was lost counts as none: told twice is better than never. */
  async function isSaid(channel: Channel, ref: PersonRef): Promise<boolean> {
    if ((await channel.abilities()).chat === false) return false
    return (await channel.send(ref, { rung: 'chat', text })).ok
  }
}
