import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const READY_MS = 30_000
const POSTGRES_HOME = '/usr/lib/postgresql'

export type ServerProcess = { child: ChildProcess; stop(signal: NodeJS.Signals): Promise<void> }

/**
 * Starts a server and resolves when `isReady` does; a server that exits before rejects with what it printed.
 * `account` is whom to run as, for programs that refuse root.
 */
export async function startServer(
  binary: string,
  args: string[],
  isReady: () => Promise<unknown>,
  account?: string,
): Promise<ServerProcess> {
  const [command, ...rest] = [...tied(account), binary, ...args]
  const child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (printed += chunk))
  const exited = new Promise<void>(resolve => child.once('close', () => resolve()))

  const giveUpAt = Date.now() + READY_MS
  while (!(await succeeds(isReady))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      child.kill('SIGKILL')
      throw new Error(`${binary} did not start:\n${printed}`)
    }
    await delay(20)
  }
  return {
    child,
    async stop(signal) {
      child.kill(signal)
      await exited
    },
  }
}

/** Where the system has setpriv, the server ends with the test run, also when that is killed. */
export function tied(account?: string): string[] {
  const as = account ? [`--reuid=${account}`, `--regid=${account}`, '--init-groups'] : []
  const setpriv = findInPath('setpriv')
  if (setpriv) return [setpriv, ...as, '--pdeathsig=KILL']
  return account ? ['runuser', '-u', account, '--'] : []
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** The newest PostgreSQL wins where Debian keeps several. */
export function findBinary(name: string, debianPackage: string): string {
  const found = findInPath(name, ...postgresFolders())
  if (found) return found
  throw new Error(`The tests need ${name}. On Debian or Ubuntu: apt-get install ${debianPackage}`)
}

function findInPath(name: string, ...more: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...more]
  return folders.map(folder => join(folder, name)).find(isExecutable)
}

function postgresFolders(): string[] {
  try {
    const versions = readdirSync(POSTGRES_HOME).sort((a, b) => Number(b) - Number(a))
    return versions.map(version => join(POSTGRES_HOME, version, 'bin'))
  } catch {
    return []
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function succeeds(work: () => Promise<unknown>): Promise<boolean> {
  return work().then(
    () => true,
    () => false,
  )
}
