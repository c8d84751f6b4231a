import type { RedisLink } from './redis.ts'

/** Settings with which a Redis that dies keeps what it has acknowledged, as SQLite does with synchronous=FULL. */
const WANTED = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' }

/**
 * Settings by which this Redis may lose answers of people, as lines for its redis.conf that would mend it. None where
 * it does not tell its settings, as some services do not.
 */
export async function settingsToMend(link: Pick<RedisLink, 'send'>): Promise<string[]> {
  const mend = async ([name, wanted]: [string, string]) => {
    const told = Object.values((await link.send(['CONFIG', 'GET', name]).catch(() => null)) ?? {}).at(-1)
    return told === undefined || String(told) === wanted ? [] : [`${name} ${wanted}`]
  }
  return (await Promise.all(Object.entries(WANTED).map(mend))).flat()
}
