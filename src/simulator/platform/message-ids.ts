import type { Clock } from '../../lib/clock.ts'
import type { Random } from '../../lib/random.ts'

/** Message ids with the second of sending in the upper half: 64 bits, beyond what a JavaScript number holds. */
export function createMessageIds(clock: Clock, random: Random): () => bigint {
  return () => {
    const second = BigInt(Math.floor(clock.now() / 1000))
    return (second << 32n) | BigInt(Buffer.from(random.bytes(4)).readUInt32BE())
  }
}
