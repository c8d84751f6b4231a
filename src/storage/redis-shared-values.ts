import type { SharedValues } from '../lib/shared-values.ts'
import { loadScript, type RedisLink } from './redis.ts'

const DROP_IF = loadScript('drop-if')
const COUNT = loadScript('count')

/** Shared values in Redis, which ends their lives by itself. */
export function createRedisSharedValues(link: RedisLink): SharedValues {
  const set = (key: string, value: Uint8Array, lifeMs: number, ...more: string[]) =>
    link.send(['SET', nameOf(key), Buffer.from(value), 'PX', String(lifeMs), ...more])
  const get = async (key: string) => (await link.send(['GET', nameOf(key)])) as Buffer | null

  return {
    get,
    async put(key, value, lifeMs) {
      await set(key, value, lifeMs)
    },
    putIfAbsent: async (key, value, lifeMs) => (await set(key, value, lifeMs, 'NX')) !== null,
    dropIf: async (key, value) => (await link.run(DROP_IF, [nameOf(key)], [Buffer.from(value)])) === 1,
    count: async (key, windowMs) => (await link.run(COUNT, [nameOf(key)], [String(windowMs)])) as number,
    counted: async key => Number((await get(key)) ?? 0),
  }
}

/** The braces say which part of the name decides its node in a Redis Cluster. */
function nameOf(key: string): string {
  return `anpei:shared:{${key}}`
}
