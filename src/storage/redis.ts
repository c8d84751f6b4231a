import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { createClient, ErrorReply, RESP_TYPES, type RedisArgument } from 'redis'
import { AppError } from '../errors.ts'

/** A connection that fails fast: nothing waits for Redis to come back, and it comes back by itself. */
export type RedisLink = {
  /** Strings of Redis come back as Buffers. AppError('store-away') while Redis cannot serve. */
  send(command: RedisArgument[]): Promise<unknown>
  run(script: RedisScript, keys: RedisArgument[], args: RedisArgument[]): Promise<unknown>
  close(): Promise<void>
}

export type RedisScript = { body: string; sha: string }

const COMMAND_MS = 1_000
const CONNECT_MS = 2_000
const LONGEST_PAUSE_MS = 2_000

/** An idle connection is pinged; one on which nothing moves for longer is dead, whatever TCP thinks. */
const PING_MS = 2_000
const SILENCE_MS = 5_000

/** Reads `<name>.lua` beside this file. */
export function loadScript(name: string): RedisScript {
  const body = readFileSync(new URL(`./${name}.lua`, import.meta.url), 'utf8')
  return { body, sha: createHash('sha1').update(body).digest('hex') }
}

/** Resolves when connected, or after two seconds without: then the link goes on trying. */
export async function openRedis(url: string, { commandMs = COMMAND_MS } = {}): Promise<RedisLink> {
  const client = newClient(url)
  const stall = watchForStall(commandMs)
  let trouble: unknown
  client.on('error', error => {
    trouble = error
  })
  client.on('ready', stall.over)

  async function send(command: RedisArgument[]): Promise<unknown> {
    try {
      return await stall.guard(() => client.sendCommand(command))
    } catch (error) {
      if (error instanceof ErrorReply && !AWAY.test(error.message)) throw error
      throw new AppError('store-away', 'redis', { cause: client.isReady ? error : (trouble ?? error) })
    }
  }

  async function run({ body, sha }: RedisScript, keys: RedisArgument[], args: RedisArgument[]) {
    const rest = [String(keys.length), ...keys, ...args]
    try {
      return await send(['EVALSHA', sha, ...rest])
    } catch (error) {
      if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error
      return send(['EVAL', body, ...rest])
    }
  }

  // Rejects only when the link is closed while it still tries.
  const connected = client.connect().catch(() => {})
  await Promise.race([connected, delay(CONNECT_MS, undefined, { ref: false })])
  return { send, run, close: async () => client.destroy() }
}

/** Redis answers, but cannot serve now: starting, failing over, full, its disk broken, or not letting us in. */
const AWAY = /^(LOADING|BUSY|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|OOM|MISCONF|NOREPLICAS|NOAUTH|NOPERM) /

function newClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    pingInterval: PING_MS,
    // Its own limit covers only what it has not yet written, at the price of an AbortSignal for every command.
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: retries => Math.min(25 * 2 ** retries, LONGEST_PAUSE_MS),
    },
  })
}

/**
 * The client has no timeout for an answer. After one command got none in time the others are refused at once, without
 * writing, until something is heard: so a dead connection falls silent and is closed (SILENCE_MS).
 */
function watchForStall(commandMs: number) {
  let stalled = false
  const over = () => {
    stalled = false
  }
  function guard<T>(call: () => Promise<T>): Promise<T> {
    if (stalled) return Promise.reject(new Error('no answer yet to an earlier command'))
    return new Promise<T>((resolve, reject) => {
      let answered = false
      const giveUp = () => {
        if (answered) return
        stalled = true
        reject(new Error(`no answer within ${commandMs} ms`))
      }
      // After a pause of this process timers run before the answers that have arrived meanwhile are read.
      const timer = setTimeout(() => setImmediate(giveUp), commandMs)
      const settle = () => {
        answered = true
        clearTimeout(timer)
        over()
      }
      call().finally(settle).then(resolve, reject)
    })
  }
  return { guard, over }
}
