import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBinary, freePort, type ServerProcess, startServer } from './server-process.ts'

export type RedisServer = {
  url: string
  /** Stops answering without closing connections, as a hanging machine does. */
  pause(): void
  resume(): void
  kill(): Promise<void>
  /** Takes a key away, as its time does. */
  drop(key: string): Promise<void>
  /** On the same port, with what the append-only file kept. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A redis-server of its own. `cluster`: one node with all slots, which refuses scripts that stray from one. */
export async function startRedis({ cluster = false } = {}): Promise<RedisServer> {
  const binary = findBinary('redis-server', 'redis-server')
  const dir = await mkdtemp(join(tmpdir(), 'anpei-redis-'))
  const port = await freePort()
  // Each write is in the kernel before its answer, so SIGKILL loses none; with `everysec` a slow disk puts writes off.
  const settings = { port, bind: '127.0.0.1', dir, appendonly: 'yes', appendfsync: 'no', save: '' }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  if (cluster) args.push('--cluster-enabled', 'yes')
  const start = () => startServer(binary, args, () => ask(port, 'PING', /^\+PONG/))
  let server: ServerProcess = await start()
  if (cluster) {
    await ask(port, 'CLUSTER ADDSLOTSRANGE 0 16383', /^\+OK/)
    while (!(await ask(port, 'CLUSTER INFO', /cluster_state:ok/).catch(() => false)));
  }
  const kill = () => server.stop('SIGKILL')
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void server.child.kill('SIGSTOP'),
    resume: () => void server.child.kill('SIGCONT'),
    kill,
    drop: async key => void (await ask(port, `DEL ${key}`, /^:/)),
    async restart() {
      server = await start()
    },
    async stop() {
      await kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** One inline command, without a client, so that a fault of the client does not hide behind itself. */
function ask(port: number, command: string, expected: RegExp): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('data', answer => {
      socket.destroy()
      expected.test(answer.toString()) ? resolve(true) : reject(new Error(answer.toString()))
    })
    socket.once('error', reject)
  })
}
