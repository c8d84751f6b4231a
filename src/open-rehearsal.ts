import { type App, createApp, type World } from './app.ts'
import { toCivil } from './campaign/civil-date.ts'
import { monthRange } from './campaign/phases.ts'
import type { Config } from './config.ts'
import type { Content } from './content/content.ts'
import type { CivilDate, Instant } from './lib/clock.ts'
import { createLogger } from './lib/logger.ts'
import { seededRandom } from './lib/random.ts'
import type { Actor } from './rehearsal/act.ts'
import { castOf } from './rehearsal/cast.ts'
import { createIsDone } from './rehearsal/is-done.ts'
import { createPerform } from './rehearsal/perform.ts'
import { createPhones } from './rehearsal/phones.ts'
import { playCampaign } from './rehearsal/play-campaign.ts'
import { type Result, readResults } from './rehearsal/results.ts'
import { timetable } from './rehearsal/timetable.ts'
import type { AccountKind } from './simulator/platform/account-kind.ts'
import type { Incoming } from './simulator/platform/incoming.ts'
import { createPlatform } from './simulator/platform/platform.ts'
import { platformFetch } from './simulator/platform/platform-fetch.ts'
import { openStorage, type Storage } from './storage/open-storage.ts'
import { createSeal } from './storage/seal.ts'
import type { Reply } from './turn/reply.ts'
import { createCodeList } from './units/roster/code-list.ts'
import type { RosterEntry } from './units/roster/roster-entry.ts'
import { createRosterStore } from './units/roster/roster-store.ts'

export type RehearsalOptions = {
  config: Config
  content: Content
  units: number
  seed: string
  accountKind?: AccountKind
  /** Ends before the campaign does. */
  last?: CivilDate
  openStorage?: typeof openStorage
  /** In place of doing the jobs once. */
  work?: (rehearsal: Rehearsal) => Promise<void>
  /** Stands between the product and the platform. */
  through?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
  /** In place of taking one turn: where the product may die, it is tried again with the next. */
  turn?: (take: () => Promise<Reply | null>) => Promise<Reply | null>
}

/** What came to a phone, and when. */
export type Came = { openid: string; at: Instant; incoming: Incoming }

export type Rehearsal = {
  actors: Actor[]
  came: Came[]
  /** What the product in it was made with, for workers beside it. */
  world: World
  app(): App
  /** Leaves the product behind as it is, and starts it anew, perhaps on other storage. */
  restart(config?: Config): Promise<void>
  play(): Promise<void>
  results(): Promise<Result[]>
  close(): Promise<void>
}

const ACCOUNT = 'gh_rehearsal'
const PIXEL = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

/** The whole campaign in one process: the real product on a clock of its own, with the simulator's platform in WeChat's place. */
export async function openRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { config, content, units, seed } = options
  const { campaign, calendar, reminders } = content
  const { first, last: end } = monthRange(campaign.window.from, campaign.window.to)
  const last = options.last ?? end
  const ticks = timetable(reminders.sending.hours, calendar, first, last)
  let now = (ticks[0]?.at ?? 0) - 3_600_000
  const wall = { now: () => now }
  const actors = castOf(campaign, units, seededRandom(`${seed} cast`))
  const came: Came[] = []
  const turn = options.turn ?? (take => take())
  let storage: Storage
  let app: App

  const phones = createPhones({
    account: ACCOUNT,
    clock: wall,
    handleTurn: inbound => turn(() => app.handleTurn(inbound)),
    platform: () => platform,
  })
  const platform = createPlatform({
    account: { ...config.wechat, ...(options.accountKind && { kind: options.accountKind }) },
    clock: wall,
    random: seededRandom(`${seed} platform`),
    push: ({ openid, body }) => phones.report(openid, body),
    show: (openid, incoming) => void came.push({ openid, at: now, incoming }),
  })
  const world: World = {
    wall,
    random: seededRandom(seed),
    log: createLogger('fatal'),
    content,
    fetchPhoto: async () => ({ bytes: PIXEL, mediaType: 'image/png' }),
    fetch: (options.through ?? (each => each))(platformFetch(platform)),
    wait: async () => {},
    openStorage: async (...args) => {
      storage = await (options.openStorage ?? openStorage)(...args)
      return storage
    },
  }
  const start = async (on = config) => {
    app = await createApp(on, world)
  }
  await start()
  const codes = await enlist(storage!, config, actors, world, now)

  const rehearsal: Rehearsal = {
    actors,
    came,
    world,
    app: () => app,
    restart: start,
    async play() {
      const perform = createPerform({
        rules: content,
        phones,
        platform,
        codeOf: actor => codes.get(rosterKey(actor)) ?? '',
        isDone: (actor, act) => createIsDone(storage.database.db, campaign.id)(actor, act),
      })
      await playCampaign(actors, ticks, {
        moveTo: instant => {
          now = instant
        },
        async perform(actor, act) {
          await perform(actor, act)
          await platform.settled()
        },
        isOpen: () => isAnythingDue(storage, toCivil(now)),
        async work() {
          await (options.work ?? (({ app }) => app().runJobs()))(rehearsal)
          await platform.settled()
        },
      })
    },
    results: () => readResults(storage.database.db, actors),
    close: () => app.close(),
  }
  return rehearsal
}

/** Puts on the roster who stands there from the beginning; the binding codes by `rosterKey`. */
async function enlist(
  { database }: Storage,
  { dataKey }: Config,
  actors: readonly Actor[],
  { random }: World,
  at: Instant,
): Promise<Map<string, string>> {
  const seal = createSeal(dataKey, random)
  const listed = actors.filter(({ isListed, subject }) => isListed && subject !== 'county-bureau')
  await createRosterStore({ database, seal, random }).list(listed.map(entryOf), at, false)
  const codes = new Map<string, string>()
  for await (const { creditCode, code } of createCodeList(database, seal).codes(null))
    codes.set(creditCode, code)
  return codes
}

/** A county bureau has no credit code; the roster calls it by its id. */
function rosterKey({ subject, bureau, creditCode }: Actor): string {
  return subject === 'county-bureau' ? `bureau:${bureau}` : creditCode
}

async function isAnythingDue({ database }: Storage, day: CivilDate): Promise<boolean> {
  const due = database.db.selectFrom('sendings').select('unit_id').where('state', '=', 'due')
  return (await due.where('day', '=', day).limit(1).executeTakeFirst()) !== undefined
}

function entryOf({ name, subject, creditCode, district, bureau }: Actor): RosterEntry {
  const isEnterprise = subject === 'enterprise'
  const own = isEnterprise
    ? { industry: 'manufacturing', highRisk: false, specialOps: null }
    : { industry: null, highRisk: null, specialOps: false }
  return { unit: { name, subject, creditCode, district, bureau, level: 'county', ...own }, contact: null }
}
