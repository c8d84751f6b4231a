import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cpuOf, memoryOf } from './process-cost.ts'

/**
 * What a start costs: CPU and resident memory of the built product once it listens, without another messenger and with
 * one. `npx tsx bench/start.ts [another main.js]` also starts another build, such as the one before a change.
 */
const ROUNDS = 9
const CASES: [name: string, main: string, env: Record<string, string>][] = [
  ...process.argv.slice(2).map(main => ['other build', main, {}] as (typeof CASES)[number]),
  ['without a puppet', 'dist/main.js', {}],
  ['wechaty-puppet-mock', 'dist/main.js', { WECHATY_PUPPET: 'wechaty-puppet-mock' }],
]

type Cost = { seconds: number; megabytes: number }

async function costOf(main: string, env: Record<string, string>): Promise<Cost> {
  const home = await mkdtemp(join(tmpdir(), 'anpei-start-'))
  const script = resolve(main)
  const child = spawn(process.execPath, [script], {
    cwd: join(dirname(script), '..'),
    env: { PORT: '0', DATABASE_URL: `sqlite:${home}/anpei.sqlite`, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((listening, ended) => {
    child.once('exit', ended)
    child.stdout.on('data', chunk => String(chunk).includes('"listening"') && listening())
  })
  const cost = { seconds: cpuOf(child.pid!) / 1e6, megabytes: memoryOf(child.pid!) / 2 ** 20 }
  child.kill('SIGKILL')
  await rm(home, { recursive: true })
  return cost
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const costs = CASES.map((): Cost[] => [])
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, [, main, env]] of CASES.entries()) costs[index]?.push(await costOf(main, env))
}
for (const [index, [name]] of CASES.entries()) {
  const all = costs[index] ?? []
  const [seconds, megabytes] = [
    median(all.map(each => each.seconds)),
    median(all.map(each => each.megabytes)),
  ]
  console.log(`${name.padEnd(24)} ${seconds.toFixed(2)} s CPU  ${megabytes.toFixed(0)} MB`)
}
