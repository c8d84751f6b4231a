import type { PushBody } from '../../src/simulator/push-xml.ts'
import { embeddedGround, type Ground, sharedGround } from './ground.ts'
import { type MortalStorage, mortalStorage } from './mortal-storage.ts'
import type { Follower } from './platform.ts'
import { campaignMorning, startProduct } from './product.ts'

export type Message = string | PushBody

type Env = Ground['env'] & Record<string, string>

/** The two ways the product is run; this Redis is no one else's. */
export function groundsOn(redis: () => { url: string }): [name: string, open: () => Promise<Ground>][] {
  return [
    ['the embedded default', embeddedGround],
    ['Redis and PostgreSQL', () => sharedGround(redis().url)],
  ]
}

/** Products that live as long as one piece of work, or die in it. */
export function createTrials(wall = campaignMorning()) {
  const storages: MortalStorage[] = []

  /** Does `work` with a product on this storage that dies where it is told to. */
  async function during<T>(
    env: Env,
    work: (url: string, storage: MortalStorage) => Promise<T>,
    leaseMs?: number,
  ): Promise<T> {
    const storage = mortalStorage(leaseMs)
    storages.push(storage)
    // Without jobs: they would die in its stead.
    const product = await startProduct({ ...env, ROLE: 'web' }, { wall, openStorage: storage.openStorage })
    try {
      return await work(product.webhookUrl, storage)
    } finally {
      await product.close()
    }
  }

  return {
    wall,
    during,
    /** The step it died at; null when it got through before. */
    deathAt(step: number, env: Env, follower: Follower, message: Message, leaseMs?: number) {
      const die = async (url: string, storage: MortalStorage) => {
        storage.dieAt(step)
        const { answer, hangUp } = follower.post(message, url)
        const died = await Promise.race([storage.died, answer.then(() => null)])
        hangUp()
        return died
      }
      return during(env, die, leaseMs)
    },
    bury() {
      for (const storage of storages) storage.bury()
    },
  }
}
