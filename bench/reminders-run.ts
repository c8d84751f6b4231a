import { randomUUID } from 'node:crypto'
import { createAttemptStore } from '../src/delivery/attempt-store.ts'
import type { Channel } from '../src/delivery/channel.ts'
import { createDeliver } from '../src/delivery/deliver.ts'
import { createLedger } from '../src/delivery/ledger.ts'
import { createSpeak } from '../src/dialog/fill.ts'
import { systemClock } from '../src/lib/clock.ts'
import { createPlan } from '../src/reminders/plan.ts'
import { createSendDue } from '../src/reminders/send-due.ts'
import { createSendingStore } from '../src/reminders/sending-store.ts'
import { openDatabase } from '../src/storage/database.ts'
import { createSqlTurnStore } from '../src/storage/sql-turn-store.ts'
import { createPark } from '../src/turn/park.ts'
import { content } from '../tests/support/content.ts'
import { TEMPLATES } from '../tests/support/letters.ts'
import { SEED_SEAL } from '../tests/support/seed-units.ts'
import { AT } from './reminders-seed.ts'

/** `tsx bench/reminders-run.ts <database>`: plans and tells all units that are there, and prints what it took as JSON. */
const MEGABYTE = 2 ** 20

/** Takes everything at once, and answers as WeChat does. */
function stubChannel(): Channel & { sent: number } {
  const stub = {
    sent: 0,
    hasWindows: true,
    abilities: async () => ({ subscription: true, template: true, chat: true }) as const,
    send: async () => {
      stub.sent += 1
      return { ok: true, messageId: String(stub.sent) } as const
    },
  }
  return stub
}

async function main(): Promise<void> {
  const database = await openDatabase(process.argv[2] ?? '', 'unlimited')
  const clock = { now: () => AT }
  const channel = stubChannel()
  const attempts = createAttemptStore(database)
  const turns = createSqlTurnStore(database, systemClock)
  const deliver = createDeliver({
    channels: { wechat: channel },
    templates: TEMPLATES,
    attempts,
    ledger: createLedger(database),
    windows: turns,
    park: createPark({ store: turns, seal: SEED_SEAL, clock, newAttempt: randomUUID }),
    clock,
    pace: async () => {},
    seal: SEED_SEAL,
  })
  const rules = {
    ...content,
    reminders: { ...content.reminders, sending: { ...content.reminders.sending, 'per-second': 1000 } },
  }
  const plan = createPlan(database, rules)
  const send = createSendDue({
    rules,
    database,
    sendings: createSendingStore(database, randomUUID, ['wechat']),
    attempts,
    deliver,
    seal: SEED_SEAL,
    speak: createSpeak(content.phrases),
    clock,
  })
  const planned = await timed(() => plan(AT))
  const again = await timed(() => plan(AT))
  const told = await timed(async () => {
    while ((await send()) > 0);
  })
  await database.close()
  const peak = Math.round((process.resourceUsage().maxRSS * 1024) / MEGABYTE)
  process.stdout.write(`${JSON.stringify({ sent: channel.sent, planned, again, told, peak })}\n`)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

await main()
