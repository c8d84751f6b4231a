import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import pg from 'pg'
import { startPostgres } from '../tests/support/postgres-server.ts'
import { seedMany } from './reminders-seed.ts'

/**
 * `tsx bench/reminders.ts [units…]`: planning and delivering the reminders of a day to a stand-in that takes everything, on
 * PostgreSQL; by default for 10^4, 10^5 and 10^6 units. Each size has a database and a process of its own.
 */
const SIZES = process.argv.slice(2).map(Number)
const MEGABYTE = 2 ** 20

type Run = { sent: number; planned: number; again: number; told: number; peak: number }

async function main(): Promise<void> {
  const postgres = await startPostgres()
  try {
    for (const units of SIZES.length > 0 ? SIZES : [1e4, 1e5, 1e6]) print(await measure(postgres.url, units))
  } finally {
    await postgres.stop()
  }
}

async function measure(server: string, units: number): Promise<string> {
  const name = `bench_${units}`
  await query(server, `create database ${name}`)
  const url = server.replace(/postgres$/, name)
  await seedMany(url, units)
  const before = await sizeOf(url)
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'bench/reminders-run.ts', url], {
    cwd: new URL('..', import.meta.url).pathname,
  })
  const { sent, planned, again, told, peak } = JSON.parse(stdout) as Run
  if (sent !== units) throw new Error(`${sent} of ${units} units were told`)
  const perSecond = (seconds: number) => Math.round(units / seconds).toLocaleString('en')
  const after = await sizeOf(url)
  await query(server, `drop database ${name}`)
  return [
    `${units.toLocaleString('en')} units`,
    `planned in ${planned.toFixed(1)} s (${perSecond(planned)}/s), looked over again in ${again.toFixed(1)} s`,
    `told in ${told.toFixed(1)} s (${perSecond(told)}/s)`,
    `peak ${peak} MB`,
    `database ${before} MB, then ${after} MB`,
  ].join('; ')
}

async function sizeOf(url: string): Promise<number> {
  const [row] = await query(url, 'select pg_database_size(current_database()) as bytes')
  return Math.round(Number(row?.bytes) / MEGABYTE)
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows as Record<string, unknown>[]
  } finally {
    await client.end()
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
