import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-server.ts'
import { startRedis } from './redis-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    redisUrl: string
    /** One node in cluster mode. */
    redisClusterUrl: string
    /** The `postgres` database; take one of your own with `createTestDatabase`. */
    postgresUrl: string
  }
}

/** Real servers, once per run, for all but the unit tests: vitest's global setup. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [redis, cluster, postgres] = await Promise.all([
    startRedis(),
    startRedis({ cluster: true }),
    startPostgres(),
  ])
  project.provide('redisUrl', redis.url)
  project.provide('redisClusterUrl', cluster.url)
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await Promise.all([redis.stop(), cluster.stop(), postgres.stop()])
  }
}
