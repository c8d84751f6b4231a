import type { SharedValues } from '../../lib/shared-values.ts'
import { CAPABILITIES, type Can, type Capability, capabilityOf } from './capability.ts'

/** What is known of the account's permissions, for all instances. */
export type CapabilityMemory = {
  /** null: nobody has found out yet, or it was long ago. */
  recall(): Promise<Record<Capability, Can | null>>
  remember(capability: Capability, can: Can): Promise<void>
  /** An API was refused: its permission is known to be missing. */
  deny(path: string): Promise<void>
  forget(): Promise<void>
}

const DAY_MS = 24 * 3_600_000
/** What could not be found out is asked again soon. */
const UNKNOWN_MS = 60_000

const WORDS: [Can, Uint8Array][] = [
  [true, Buffer.from('yes')],
  [false, Buffer.from('no')],
  ['unknown', Buffer.from('unknown')],
]

export function createCapabilityMemory(values: SharedValues): CapabilityMemory {
  const keyOf = (capability: Capability) => `can:${capability}`

  async function remember(capability: Capability, can: Can): Promise<void> {
    const [, word] = WORDS.find(([meaning]) => meaning === can)!
    await values.put(keyOf(capability), word, can === 'unknown' ? UNKNOWN_MS : DAY_MS)
  }

  async function recallOne(capability: Capability): Promise<[Capability, Can | null]> {
    const bytes = await values.get(keyOf(capability))
    const known = bytes && WORDS.find(([, word]) => Buffer.compare(word, bytes) === 0)
    return [capability, known?.[0] ?? null]
  }

  return {
    remember,
    async recall() {
      const known = await Promise.all(CAPABILITIES.map(recallOne))
      return Object.fromEntries(known) as Record<Capability, Can | null>
    },
    async deny(path) {
      const capability = capabilityOf(path)
      if (capability) await remember(capability, false)
    },
    async forget() {
      for (const capability of CAPABILITIES)
        await Promise.all(WORDS.map(([, word]) => values.dropIf(keyOf(capability), word)))
    },
  }
}
