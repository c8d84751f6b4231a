import { startPostgres } from '../tests/support/postgres-server.ts'
import { startRedis } from '../tests/support/redis-server.ts'
import { freePort, startServer } from '../tests/support/server-process.ts'
import { ACCOUNT, ENCODING_AES_KEY } from './account.ts'
import { onServerCore } from './cores.ts'

export const DATA_KEY = Buffer.alloc(32, 'bench only')
const METRICS_TOKEN = 'bench-metrics-token'
const ROOT = new URL('..', import.meta.url).pathname

export type Server = { port: number; pid: number }

export type Services = {
  floor: Server
  product: Server
  postgresUrl: string
  /** The product's own count of its turns, by outcome. */
  outcomes(): Promise<Record<string, number>>
  stop(): Promise<void>
}

/** Redis and PostgreSQL, and on them the floor and the product as they were built. */
export async function startServices(): Promise<Services> {
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()])
  const floor = await startNode(port => ['dist/bench/bench/floor-server.js', String(port), redis.url])
  const product = await startNode(() => ['dist/main.js'], environment(redis.url, postgres.url))
  return {
    floor,
    product,
    postgresUrl: postgres.url,
    outcomes: () => readOutcomes(product.port),
    async stop() {
      await Promise.all([floor.stop(), product.stop()])
      await Promise.all([redis.stop(), postgres.stop()])
    },
  }
}

function environment(redisUrl: string, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    CONTENT_DIR: `${ROOT}dialogs`,
    DATA_KEY: DATA_KEY.toString('base64'),
    WECHAT_APP_ID: ACCOUNT.appId,
    WECHAT_APP_SECRET: 'bench-secret-of-no-account',
    WECHAT_TOKEN: ACCOUNT.token,
    WECHAT_ENCODING_AES_KEY: ENCODING_AES_KEY,
    METRICS_TOKEN,
  }
}

/** Started through `env`, so that nothing of this machine's environment changes what is measured. */
async function startNode(command: (port: number) => string[], environment: Record<string, string> = {}) {
  const port = await freePort()
  const [script, ...args] = command(port)
  const variables = { PATH: process.env.PATH ?? '', PORT: String(port), ...environment }
  const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
  const node = [...onServerCore(), process.execPath, `${ROOT}${script}`, ...args]
  const answers = () => fetch(`http://127.0.0.1:${port}/`)
  const { child, stop } = await startServer('env', ['-i', ...settings, ...node], answers)
  return { port, pid: child.pid!, stop: () => stop('SIGKILL') }
}

async function readOutcomes(port: number): Promise<Record<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`, {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  })
  const lines = (await response.text()).matchAll(/^anpei_turns_total\{outcome="([a-z]+)"\} (\d+)$/gm)
  return Object.fromEntries([...lines].map(([, outcome, count]) => [outcome, Number(count)]))
}
