import { randomUUID } from 'node:crypto'
import { createAttemptStore } from './delivery/attempt-store.ts'
import { createDeliver } from './delivery/deliver.ts'
import { createHearNotice } from './delivery/hear-notice.ts'
import { createLedger, type Ledger } from './delivery/ledger.ts'
import { createPace } from './delivery/pace.ts'
import { createPresence } from './delivery/presence.ts'
import type { Speak } from './dialog/fill.ts'
import { toAppError } from './errors.ts'
import { createSubscriptionPages } from './http/subscription-pages.ts'
import { createWebLogin } from './http/web-login.ts'
import type { Job } from './lib/jobs.ts'
import { sendingOf } from './reminders/letter-id.ts'
import { createPlan } from './reminders/plan.ts'
import { createRefusals } from './reminders/refusals.ts'
import { createReminderCommands } from './reminders/reminder-commands.ts'
import { createReminderJobs } from './reminders/reminder-jobs.ts'
import { createSendDue, PARKED_ROOM } from './reminders/send-due.ts'
import { createSendingStore } from './reminders/sending-store.ts'
import { createMention, type Mention } from './reminders/subscription/mention.ts'
import { createSubscriptionCommands } from './reminders/subscription/subscription-commands.ts'
import { createSubscriptionDesk } from './reminders/subscription/subscription-desk.ts'
import { createWaiting } from './reminders/waiting.ts'
import type { RoomParts } from './rooms.ts'
import type { Seal } from './storage/seal.ts'
import type { TurnDependencies } from './turn/handle-turn.ts'
import type { Park } from './turn/park.ts'
import { personKey } from './turn/person-key.ts'
import type { Command } from './turn/room.ts'
import type { PersonKey } from './turn/store.ts'
import type { UnitStore } from './units/unit-store.ts'

/** What speaks to people unasked, and the commands and events that bear on it. */
export type ReminderRooms = {
  commands: Record<string, Command>
  /** The commands, and the room of registration, with a line about the subscription page where it helps. */
  mentioning(commands: Record<string, Command>): Record<string, Command>
  mentionAtEnd: Mention['atEnd']
  pages: ReturnType<typeof createSubscriptionPages>[]
  waiting: NonNullable<TurnDependencies['waiting']>
  onNotice: NonNullable<TurnDependencies['onNotice']>
  jobs: Job[]
  /** Somebody is there, perhaps whom the platform had called gone. */
  seen(person: PersonKey, isBack: boolean): Promise<void>
  farewell(person: PersonKey): Promise<void>
}

const SIMULATED_PLAN_MS = 10_000

export function createReminderRooms(
  parts: RoomParts,
  { seal, units, speak, park }: { seal: Seal; units: UnitStore; speak: Speak; park: Park },
): ReminderRooms {
  const { content, storage, wall, campaignClock: clock, api, log } = parts
  const { database, patient, turns } = storage
  const { reminders, templates } = content
  const rules = { campaign: content.campaign, calendar: content.calendar, reminders }
  const attempts = createAttemptStore(database)
  const ledger = createLedger(database)
  const isThere = createPresence({ ledger, clock })
  const refusals = createRefusals(database)
  const sendings = createSendingStore(database, randomUUID, Object.keys(parts.channels))
  const deliver = createDeliver({
    channels: parts.channels,
    templates,
    attempts,
    ledger,
    windows: turns,
    park,
    clock,
    pace: createPace(reminders.sending['per-second'], wall, parts.wait),
    seal,
    observe: parts.metrics.delivery,
  })
  const { values } = storage
  const mention = createMention({ templates, ledger, units, may: api.capabilities, values, seal })
  const hear = createHearNotice({
    attempts,
    ledger,
    async settle(letter, result, now) {
      const sending = sendingOf(letter)
      if (sending) await sendings.settle(sending, result === 'arrived', now)
    },
  })
  return {
    commands: {
      ...createReminderCommands({ database, units, refusals, campaign: content.campaign }),
      ...createSubscriptionCommands(templates, parts.address),
    },
    mentioning: commands => ({
      ...commands,
      ...(commands.tasks && { tasks: mention.after(commands.tasks) }),
    }),
    mentionAtEnd: mention.atEnd,
    pages: [subscriptionPagesOf(parts, { seal, units, speak, ledger })],
    waiting: { [PARKED_ROOM]: createWaiting({ rules, database, sendings, speak }) },
    async onNotice(notice, from) {
      await api.hearNotice(notice)
      await hear(notice, from)
    },
    jobs: createReminderJobs({
      plan: createPlan(patient, rules),
      sendDue: createSendDue({ rules, database, sendings, attempts, deliver, seal, speak, clock }),
      sweep: () => attempts.sweep(clock.now()),
      clock,
      wall,
      ...(parts.config.simulated && { planMs: SIMULATED_PLAN_MS }),
    }),
    seen: (person, isBack) =>
      isThere(person, isBack).catch(thrown =>
        log.warn({ code: toAppError(thrown).code }, 'not noted who is there again'),
      ),
    async farewell(person) {
      await ledger.forget(person)
      await refusals.forget(person)
      await mention.forget(person)
    },
  }
}

function subscriptionPagesOf(
  { config, content, storage, random, log, api, accountId, address }: RoomParts,
  stores: { seal: Seal; units: UnitStore; speak: Speak; ledger: Ledger },
) {
  const { seal } = stores
  return createSubscriptionPages({
    desk: createSubscriptionDesk({ ...stores, templates: content.templates, may: api.capabilities }),
    account: api,
    accountId,
    login: createWebLogin({ values: storage.values, seal, random }),
    personKey: person => personKey(seal, person),
    // The simulator stands in for WeChat's web view, too, whichever browser it runs in.
    isWechat: userAgent => config.simulated || userAgent.includes('MicroMessenger'),
    address,
    log,
  })
}
