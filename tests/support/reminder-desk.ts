import { randomUUID } from 'node:crypto'
import { toCivil } from '../../src/campaign/civil-date.ts'
import { createHearNotice } from '../../src/delivery/hear-notice.ts'
import { createSpeak } from '../../src/dialog/fill.ts'
import { sendingOf } from '../../src/reminders/letter-id.ts'
import { createPlan } from '../../src/reminders/plan.ts'
import { createSendDue } from '../../src/reminders/send-due.ts'
import { createSendingStore } from '../../src/reminders/sending-store.ts'
import { createWaiting } from '../../src/reminders/waiting.ts'
import type { Database } from '../../src/storage/database.ts'
import { content } from './content.ts'
import { postOffice, type scriptedChannel } from './letters.ts'
import { memberRow, SEED_SEAL, seedUnits, unitRow } from './seed-units.ts'

/** Reminders on a database with a platform that answers as it is told, and a clock that stands still. */
export function reminderDesk(database: Database, script?: ReturnType<typeof scriptedChannel>) {
  const office = postOffice(database, script)
  const sendings = createSendingStore(database, randomUUID, ['wechat'])
  const speak = createSpeak(content.phrases)
  const { deliver, attempts, ledger, world } = office
  const clock = world.wall
  const plan = createPlan(database, content)
  const send = createSendDue({
    rules: content,
    database,
    sendings,
    attempts,
    deliver,
    seal: SEED_SEAL,
    speak,
    clock,
  })
  const waiting = createWaiting({ rules: content, database, sendings, speak })
  return {
    ...office,
    send,
    plan: () => plan(clock.now()),
    moveTo: (time: string) => clock.set(Date.parse(`${time}+08:00`)),
    hear: createHearNotice({
      attempts,
      ledger,
      async settle(letter, result, now) {
        const sending = sendingOf(letter)
        if (sending) await sendings.settle(sending, result === 'arrived', now)
      },
    }),
    /** What a person hears before the reply to a message. */
    hearParked: (person: string, message: string = randomUUID()) =>
      waiting({
        person,
        message,
        ref: { channel: 'wechat', account: 'gh_test', id: '' },
        now: clock.now(),
        today: toCivil(clock.now()),
        checkLease: () => {},
      }),
    async sendings(): Promise<string[]> {
      const rows = await database.db
        .selectFrom('sendings')
        .selectAll()
        .orderBy('day')
        .orderBy('unit_id')
        .orderBy('member_id')
        .execute()
      return rows.map(({ unit_id, day, state, rung }) =>
        [Number(`0x${unit_id}`), day, state, rung].filter(each => each !== null).join(' '),
      )
    },
  }
}

/** 已知悉 of a member. */
export async function acknowledge({ db }: Database, unit_id: string, member_id: string): Promise<void> {
  const campaign = content.campaign.id
  await db
    .insertInto('acknowledgements')
    .values({ campaign, unit_id, member_id, acknowledged_at: 0, message: 'm' })
    .execute()
}

/** A unit with one member, planned for T-1 of its report. */
export async function plannedDesk(database: Database, script?: ReturnType<typeof scriptedChannel>) {
  const desk = reminderDesk(database, script)
  const unit = unitRow(1)
  const member = memberRow(1, unit.id)
  await seedUnits(database, [unit], [member])
  await acknowledge(database, unit.id, member.id)
  await desk.plan()
  return { desk, unit, member }
}
