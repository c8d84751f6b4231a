import type { Channel, Channels } from '../../delivery/channel.ts'
import type { Speak } from '../../dialog/fill.ts'
import type { Clock } from '../../lib/clock.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Seal } from '../../storage/seal.ts'
import type { PersonRef } from '../../turn/inbound.ts'
import type { Park } from '../../turn/park.ts'
import { personKey } from '../../turn/person-key.ts'
import type { ReplyWindows } from '../../turn/reply-windows.ts'
import type { PersonKey } from '../../turn/store.ts'
import type { TellReporter } from './tell-reporters.ts'

/**
 * At once where chat is open, else with their next message, in words that name nothing. No try is recorded and no consent
 * is asked for: either would be a list of reporters outside of the seals. What waits has a random name of its own, for
 * it must not lead from the person to the tip.
 */
export function createTellInChat(deps: {
  channels: Channels
  windows: ReplyWindows
  park: Park
  seal: Pick<Seal, 'hash'>
  random: Random
  speak: Speak
  /** The one that windows live by. */
  clock: Clock
}): TellReporter {
  const { channels, windows, park, seal, random } = deps
  const text = deps.speak({ phrase: 'tip.news' })

  return async ref => {
    const channel = channels[ref.channel]
    // Another process carries the channel, or it is away: nobody can write there either, so nothing is left for them.
    if (!channel || (channel.admit?.(ref) ?? 'now') !== 'now') return false
    const person = personKey(seal, ref)
    return (await isSaid(channel, ref, person)) || park(person, { id: newId(random), text })
  }

  /** An answer that was lost counts as none: told twice is better than never. */
  async function isSaid(channel: Channel, ref: PersonRef, person: PersonKey): Promise<boolean> {
    if ((await channel.abilities()).chat === false) return false
    if (channel.hasWindows && !(await windows.spend(person, deps.clock.now()))) return false
    const answer = await channel.send(ref, { rung: 'chat', text })
    if (!answer.ok && (answer.kind === 'window-closed' || answer.kind === 'count-used'))
      await windows.shut(person)
    return answer.ok
  }
}
