import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, rename, stat, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { tied } from './server-process.ts'

const run = promisify(execFile)
const ROOT = resolve(import.meta.dirname, '../..')

/** What a process printed and how it ended; `code` is null where a signal ended it. */
export type Ended = { code: number | null; stdout: string; stderr: string }

export type ProductProcess = {
  url: string
  webhookUrl: string
  ended: Promise<Ended>
  /** Standard output so far. */
  printed(): string
  /** Resolves when the process is gone. */
  kill(signal?: NodeJS.Signals): Promise<Ended>
}

/** Runs the built `main.js` until it ends by itself. Only `env` and the path reach it. */
export async function runProduct(env: Record<string, string>): Promise<Ended> {
  return (await spawnProduct(env)).ended
}

/** Starts the built `main.js` on a free port; rejects with what it printed when it ends before it listens. */
export async function startProductProcess(env: Record<string, string>): Promise<ProductProcess> {
  const { child, stdout, ended } = await spawnProduct({ PORT: '0', ...env })
  const listening = new Promise<number>(found => {
    child.stdout.on('data', () => {
      const port = /"port":(\d+).*"msg":"listening"/.exec(stdout())?.[1]
      if (port) found(Number(port))
    })
  })
  const port = await Promise.race([listening, ended.then(({ stderr }) => Promise.reject(new Error(stderr)))])
  const url = `http://127.0.0.1:${port}`
  const kill = (signal: NodeJS.Signals = 'SIGKILL') => {
    child.kill(signal)
    return ended
  }
  return { url, webhookUrl: `${url}/wechat`, ended, printed: stdout, kill }
}

async function spawnProduct(env: Record<string, string>) {
  const home = await buildProduct()
  const [command, ...args] = [...tied(), process.execPath, 'dist/main.js']
  const child = spawn(command!, args, {
    cwd: home,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', chunk => (stdout += chunk))
  child.stderr.on('data', chunk => (stderr += chunk))
  const ended = new Promise<Ended>(end => child.once('close', code => end({ code, stdout, stderr })))
  return { child, stdout: () => stdout, ended }
}

/**
 * A copy of the product as `npm run build` makes it, with the content, once per test run: processes that are killed by
 * the dozen must start quickly. Test files share it; whoever makes the directory builds, the others wait.
 */
export async function buildProduct(): Promise<string> {
  const home = join(inject('runDir'), 'product')
  const dist = join(home, 'dist')
  try {
    await mkdir(home)
  } catch {
    while (!(await stat(dist).catch(() => null))) await delay(50)
    return home
  }
  const building = join(home, 'building')
  await run(
    'npx',
    ['tsc', '-p', 'tsconfig.build.json', '--noCheck', '--sourceMap', 'false', '--outDir', building],
    { cwd: ROOT },
  )
  await cp(join(ROOT, 'src'), building, { recursive: true, filter: path => !path.endsWith('.ts') })
  await cp(join(ROOT, 'dialogs'), join(home, 'dialogs'), { recursive: true })
  await cp(join(ROOT, 'package.json'), join(home, 'package.json'))
  await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'))
  await rename(building, dist)
  return home
}
