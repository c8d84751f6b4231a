import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, it } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { toCivil } from '../../src/campaign/civil-date.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { fraction, seededRandom } from '../../src/lib/random.ts'
import { openRehearsal, type Rehearsal } from '../../src/open-rehearsal.ts'
import { timetable } from '../../src/rehearsal/timetable.ts'
import { content } from '../support/content.ts'
import { createEmptyDatabase, onPostgres } from '../support/database.ts'
import { embeddedGround } from '../support/ground.ts'
import { type MortalStorage, mortalStorage } from '../support/mortal-storage.ts'
import { type RedisServer, startRedis } from '../support/redis-server.ts'
import { expectedOf } from '../support/reminder-model.ts'

const FIRST = '2021-12-01'
const LAST = '2022-04-12'
const TICKS = timetable(content.reminders.sending.hours, content.calendar, FIRST, LAST).map(({ at }) => at)
/** Each of them once; whoever is told in chat is not among them, for that is parked where it is in doubt. */
const UNITS = 15
const REACHED = [
  'prompt',
  'late',
  'never',
  'finds problems',
  'joins late',
  'several members',
  'leaves',
  'agrees twice',
  'agrees for good',
  'found late',
]

/**
 * What undisturbed work comes to: every step on its day, and nothing twice on any phone. Of subscriptions that is promised only
 * where their reports arrive.
 */
async function expectUndisturbed(rehearsal: Rehearsal, areReportsLost = false): Promise<void> {
  const results = await rehearsal.results()
  for (const actor of rehearsal.actors.filter(({ behaviour }) => REACHED.includes(behaviour))) {
    const told = results
      .filter(({ unit, state }) => unit === actor.name && (state === 'told' || state === 'sent'))
      .map(({ day, duty, due, step }) => `${day} ${duty} ${due} ${step}`)
    expect([...new Set(told)].toSorted(), `${actor.name}, ${actor.behaviour}`).toEqual(
      expectedOf(actor, content, TICKS),
    )
  }
  const subscribed = rehearsal.actors.filter(({ behaviour }) => areReportsLost && /^agrees/.test(behaviour))
  const excepted = subscribed.flatMap(({ acts }) => acts.map(({ openid }) => openid))
  const days = rehearsal.came
    .filter(({ openid }) => !excepted.includes(openid))
    .map(({ at, openid }) => `${toCivil(at)} ${openid}`)
  expect(days.length).toBeGreaterThan(80)
  expect(days.toSorted()).toEqual([...new Set(days)].toSorted())
}

/** Dies at a random statement where the hours begin; a quarter of an hour later everything must be as it would have been. */
function createFate(seed: string) {
  const random = seededRandom(seed)
  let deaths = 0
  return {
    deaths: () => deaths,
    arm(storage: MortalStorage, now: number): void {
      const isBeginning = [0, 30].includes(new Date(now).getUTCMinutes())
      const isDoomed = isBeginning && fraction(random) < 0.5
      storage.dieAt(isDoomed ? Math.floor(fraction(random) * 60) : Number.POSITIVE_INFINITY)
    },
    /** True: it died before the work was done. */
    async strikes(work: Promise<void>, storage: MortalStorage): Promise<boolean> {
      const died = await Promise.race([work.then(() => false), storage.died.then(() => true)])
      if (died) deaths += 1
      return died
    },
  }
}

describe('a worker that is killed at any statement', () => {
  it('leaves nothing undone and nothing done twice, on SQLite', async () => {
    const fate = createFate('sqlite')
    const ground = await embeddedGround()
    let env: Record<'DATABASE_URL', string> = ground.env
    let storage = mortalStorage()
    const rehearsal = await openRehearsal({
      config: readConfig(env),
      content,
      units: UNITS,
      seed: 'killed',
      last: LAST,
      openStorage: (...args) => storage.openStorage(...args),
      through: fetch => answeredTo(() => storage, fetch),
      // What the platform reports while nobody listens is lost.
      turn: take => Promise.race([take(), storage.died.then(() => null)]),
      async work({ app, world, restart }) {
        for (;;) {
          fate.arm(storage, world.wall.now())
          if (!(await fate.strikes(app().runJobs(), storage))) break
          storage.bury()
          env = await ground.wreckOf(env)
          storage = mortalStorage()
          await restart(readConfig(env))
        }
        storage.dieAt(Number.POSITIVE_INFINITY)
      },
    })
    await rehearsal.play()
    expect(fate.deaths()).toBeGreaterThan(20)
    await expectUndisturbed(rehearsal, true)
    await rehearsal.close()
  })

  it('nor do two at once, on PostgreSQL', async () => {
    const redis = await startRedis()
    const databaseUrl = await createEmptyDatabase('postgres')
    const config = readConfig({ DATABASE_URL: databaseUrl, REDIS_URL: redis.url })
    const workers: Worker[] = []
    const rehearsal = await openRehearsal({
      config,
      content,
      units: UNITS,
      seed: 'two',
      last: LAST,
      async work(rehearsal) {
        if (workers.length === 0)
          workers.push(
            ...(await Promise.all([1, 2].map(number => openWorker(number, config, rehearsal, redis)))),
          )
        await Promise.all(workers.map(worker => worker.work()))
      },
    })
    await rehearsal.play()
    expect(workers.reduce((sum, { deaths }) => sum + deaths(), 0)).toBeGreaterThan(20)
    await expectUndisturbed(rehearsal)
    await Promise.all(workers.map(worker => worker.close()))
    await rehearsal.close()
    await redis.stop()
  })
})

/** The platform has what was sent, and whoever sent it may be dead before its answer arrives. */
function answeredTo(storage: () => MortalStorage, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...args) => {
    const asking = storage()
    const response = await fetch(...args)
    await asking.live('after an answer')
    return response
  }
}

type Worker = { work(): Promise<void>; deaths(): number; close(): Promise<void> }

/** A product that only works, with connections that can be told from all others and cut. */
async function openWorker(
  number: number,
  config: Config,
  { world }: Rehearsal,
  redis: RedisServer,
): Promise<Worker> {
  const fate = createFate(`worker ${number}`)
  let lives = 0
  let storage: MortalStorage
  let app: App

  const nameOf = (life: number) => `worker_${number}_${life}`
  async function live(): Promise<void> {
    lives += 1
    storage = mortalStorage()
    const databaseUrl = `${config.databaseUrl}?application_name=${nameOf(lives)}`
    const fetch = answeredTo(() => storage, world.fetch!)
    app = await createApp({ ...config, databaseUrl }, { ...world, fetch, openStorage: storage.openStorage })
  }
  await live()
  return {
    deaths: fate.deaths,
    async work() {
      for (;;) {
        fate.arm(storage, world.wall.now())
        if (!(await fate.strikes(app.runJobs(), storage))) return
        storage.bury()
        await onPostgres(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${nameOf(lives)}'`,
        )
        // A lock on the token ends after ten seconds, which the campaign's clock jumps over.
        await redis.drop(`anpei:shared:{wechat:${config.wechat.appId}:token:lock}`)
        await live()
      }
    },
    close: () => app.close(),
  }
}

it('is the same wherever the host believes to be', async () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles']
  const outputs = await Promise.all(
    zones.map(async TZ => {
      const out = await mkdtemp(join(inject('runDir'), 'rehearsal-'))
      const args = ['--import', 'tsx', 'src/rehearse.ts', '--units', '15', '--seed', 'zones', '--out', out]
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd: new URL('../..', import.meta.url).pathname,
        env: { PATH: process.env.PATH, TZ },
      })
      const read = (name: string) => readFile(join(out, name), 'utf8')
      return {
        said: stdout.replace(out, ''),
        csv: await read('reminders.csv'),
        chart: await read('reminders.svg'),
      }
    }),
  )
  const [utc, ...others] = outputs
  expect(utc?.csv.split('\n').length).toBeGreaterThan(200)
  for (const other of others) expect(other).toEqual(utc)
})
