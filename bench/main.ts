import { execFileSync } from 'node:child_process'
import { type Database, openDatabase } from '../src/storage/database.ts'
import { leaveServerCore } from './cores.ts'
import { openids, registerAll } from './persons.ts'
import { figuresOf, tableOf } from './report.ts'
import {
  CONNECTIONS,
  measure,
  PERSONS,
  RECORDED,
  type Scenario,
  type Slice,
  say,
  scenariosOf,
} from './scenarios.ts'
import { type Services, startServices } from './services.ts'

const ROUNDS = 9

/** What a turn costs beside the least it can cost, in the same run. Prints a table and, last, the figures as JSON. */
async function main(): Promise<void> {
  build()
  const pinned = leaveServerCore()
  const services = await startServices()
  const database = await openDatabase(services.postgresUrl)
  try {
    const scenarios = await prepare(services, database)
    const rounds = await measureAll(scenarios)
    await checkWork(services, database)
    const figures = figuresOf(scenarios, rounds)
    print(`\n${tableOf(figures)}\n`)
    print(
      JSON.stringify({
        node: process.version,
        pinned,
        persons: PERSONS,
        connections: CONNECTIONS,
        rounds: ROUNDS,
        figures,
      }),
    )
  } finally {
    await database.close()
    await services.stop()
  }
}

/** The product as it is deployed, and the floor in the same form. */
function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
  execFileSync('npx', ['tsc', '-p', 'bench/tsconfig.json'], { stdio: 'inherit' })
}

async function prepare(services: Services, database: Database): Promise<Scenario[]> {
  const idle = openids('idle', PERSONS)
  const checking = openids('checking', PERSONS)
  await registerAll(database, checking)
  await say(services.product, checking, ['自查'])
  return scenariosOf(services, idle, checking)
}

/** One round to warm up, then round after round with every scenario in it. */
async function measureAll(scenarios: Scenario[]): Promise<Slice[][]> {
  const rounds: Slice[][] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const slices: Slice[] = []
    for (const scenario of scenarios) slices.push(await measure(scenario))
    print(
      `round ${round}: ${slices.map(({ cpu, turns }) => (cpu / turns).toFixed(0)).join(' ')} µs${round === 0 ? ' (warm-up)' : ''}`,
    )
    if (round > 0) rounds.push(slices)
  }
  return rounds
}

/** Figures of turns that failed, or that recorded nothing, would be worth nothing. */
async function checkWork({ outcomes }: Services, { db }: Database): Promise<void> {
  const { handled, ...others } = await outcomes()
  if (!handled || Object.keys(others).length > 0)
    throw new Error(`not all turns were handled: ${JSON.stringify(others)}`)
  const { answers } = await db
    .selectFrom('answers')
    .select(({ fn }) => fn.countAll<number>().as('answers'))
    .executeTakeFirstOrThrow()
  const expected = PERSONS * RECORDED.length
  if (answers !== expected) throw new Error(`${answers} answers are recorded, not ${expected}`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

await main()
