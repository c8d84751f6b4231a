import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
    /** For files; removed after the run. */
    runDir: string
  }
}

/** Real servers, once per run: vitest's global setup. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runDir = await mkdtemp(join(tmpdir(), 'anpei-tests-'))
  const [redis, cluster, postgres] = await Promise.all([
    startRedis(),
    startRedis({ cluster: true }),
    startPostgres(),
  ])
  project.provide('redisUrl', redis.url)
  project.provide('redisClusterUrl', cluster.url)
  project.provide('postgresUrl', postgres.url)
  project.provide('runDir', runDir)
  return async () => {
    await Promise.all([redis.stop(), cluster.stop(), postgres.stop()])
    await rm(runDir, { recursive: true, force: true })
  }
}
