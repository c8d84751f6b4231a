import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { findBinary, freePort, startServer, tied } from './server-process.ts'

const run = promisify(execFile)

export type PostgresServer = { url: string; stop(): Promise<void> }

/** Without fsync: these tests look at what is stored, not at what survives a power cut. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** A PostgreSQL cluster of its own; `url` is its `postgres` database, where everyone is superuser. */
export async function startPostgres(): Promise<PostgresServer> {
  const initdb = findBinary('initdb', 'postgresql')
  const postgres = findBinary('postgres', 'postgresql')
  // PostgreSQL refuses to run as root.
  const account = process.getuid?.() === 0 ? 'postgres' : undefined
  const dir = await mkdtemp(join(tmpdir(), 'anpei-pg-'))
  const data = join(dir, 'data')
  if (account) await run('chown', [account, dir])

  const [command, ...args] = [
    ...tied(account),
    initdb,
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
  ]
  await run(command!, [...args, '--locale=C', '--no-sync', '--no-instructions'], { cwd: '/' })

  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const settings = { ...SETTINGS, port, listen_addresses: '127.0.0.1', unix_socket_directories: dir }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await startServer(postgres, ['-D', data, ...options], () => connects(url), account)
  return {
    url,
    async stop() {
      await server.stop('SIGQUIT')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function connects(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  await client.end()
}
