import type { KyselyPlugin } from 'kysely'
import type { World } from '../../src/app.ts'
import { openStorage, type Storage } from '../../src/storage/open-storage.ts'
import { TURN_TIMES, type TurnStore } from '../../src/turn/store.ts'

/** So short that nobody waits long for the dead. */
const SHORT_LEASE_MS = 50

export type MortalStorage = {
  openStorage: NonNullable<World['openStorage']>
  /** Dies at this step, counted from now on: 0 is the first. */
  dieAt(step: number): void
  /** Resolves when it died, with the name of the step. */
  died: Promise<string>
  /** A step outside the storage, such as an answer over the network. */
  live(step: string): Promise<void>
  /** Lets go of what the dead still holds. */
  bury(): void
}

/**
 * Storage of an app that stops for good at one step of its work, as `kill -9` stops it: from then on nothing it asks
 * for comes back, and nothing more is written. Steps are: before and after `begin`, after each statement of a room,
 * before and after `commit`.
 */
export function mortalStorage(leaseMs = SHORT_LEASE_MS): MortalStorage {
  let stepsLeft = Number.POSITIVE_INFINITY
  let dead = false
  let remains: Storage | undefined
  let tell: (step: string) => void
  const died = new Promise<string>(resolve => {
    tell = resolve
  })

  async function live(step: string): Promise<void> {
    if (!dead && stepsLeft-- === 0) {
      dead = true
      tell(step)
    }
    if (dead) await new Promise(() => {})
  }

  const afterEach: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await live('after a statement')
      return result
    },
  }

  function mortal(turns: TurnStore): TurnStore {
    return {
      ...turns,
      async begin(...asking) {
        await live('before begin')
        const begun = await turns.begin(...asking)
        await live('after begin')
        return begun
      },
      async commit(...done) {
        await live('before commit')
        const result = await turns.commit(...done)
        await live('after commit')
        return result
      },
      async renew(turn) {
        return dead ? new Promise<never>(() => {}) : turns.renew(turn)
      },
    }
  }

  return {
    died,
    live,
    bury() {
      // A pool waits for ever for a client that is never given back.
      if (dead) void remains?.close()
    },
    dieAt(step) {
      stepsLeft = step
    },
    async openStorage(config, wall) {
      const storage = await openStorage(config, wall, { ...TURN_TIMES, leaseMs })
      remains = storage
      const { database, turns } = storage
      const mortalDatabase = { ...database, db: database.db.withPlugin(afterEach) }
      return {
        ...storage,
        database: mortalDatabase,
        patient: { ...storage.patient, db: storage.patient.db.withPlugin(afterEach) },
        turns: mortal(turns),
        // A killed process closes nothing.
        close: async () => (dead ? undefined : storage.close()),
      }
    },
  }
}
