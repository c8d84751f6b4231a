import { randomUUID } from 'node:crypto'
import { createAttemptStore } from '../../src/delivery/attempt-store.ts'
import type { Abilities, Answer, Channel, Outgoing } from '../../src/delivery/channel.ts'
import { createDeliver } from '../../src/delivery/deliver.ts'
import { createLedger } from '../../src/delivery/ledger.ts'
import type { Letter } from '../../src/delivery/letter.ts'
import type { Templates } from '../../src/delivery/templates-content.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSqlTurnStore } from '../../src/storage/sql-turn-store.ts'
import type { PersonRef } from '../../src/turn/inbound.ts'
import { createPark } from '../../src/turn/park.ts'
import { personKey } from '../../src/turn/person-key.ts'
import { SEED_SEAL } from './seed-units.ts'
import { createWorld } from './world.ts'

const fields = { thing1: '{what}', date2: '{due}' }
const template = (id: string) => ({ title: '期限', id, fields })
const kinds = { 'long-term': template('L'), 'one-time': template('O'), template: template('T') }

/** An account that has been granted every template. */
export const TEMPLATES: Templates = { deadline: kinds, phase: kinds, notice: kinds }

/** Answers each message by the first script that has one for its rung; what is sent is kept. */
export function scriptedChannel(abilities: Partial<Abilities> = {}) {
  const sent: (Outgoing & { to: string })[] = []
  const answers: Partial<Record<Outgoing['rung'], (Answer | 'crash')[]>> = {}
  let messages = 0
  const channel: Channel = {
    abilities: async () => ({ subscription: true, template: true, chat: true, ...abilities }),
    hasWindows: true,
    async send(to, what) {
      sent.push({ ...what, to: to.id })
      messages += 1
      const answer = answers[what.rung]?.shift() ?? { ok: true as const, messageId: `m${messages}` }
      if (answer === 'crash') throw new Error('killed')
      return answer
    },
  }
  return { channel, sent, answers }
}

/** Delivery on a database, with a platform that answers as it is told, or over a channel of the test's own. */
export function postOffice(
  database: Database,
  script = scriptedChannel(),
  channel = script.channel,
  templates = TEMPLATES,
) {
  const world = createWorld('2022-03-18T09:30:00+08:00')
  const seal = SEED_SEAL
  const turns = createSqlTurnStore(database, systemClock)
  const attempts = createAttemptStore(database)
  const ledger = createLedger(database)
  const deliver = createDeliver({
    channels: { wechat: channel },
    templates,
    attempts,
    ledger,
    windows: turns,
    park: createPark({ store: turns, seal, clock: world.wall, newAttempt: randomUUID }),
    clock: world.wall,
    pace: async () => {},
    seal,
  })
  const ref = (id: string, channel: PersonRef['channel'] = 'wechat'): PersonRef => ({
    channel,
    account: 'gh',
    id,
  })
  const letter = (id: string, more: Partial<Letter> = {}): Letter => ({
    id: `test:${id}`,
    person: personKey(seal, more.ref ?? ref(id)),
    ref: ref(id),
    name: 'deadline',
    values: { what: '自查报告', due: '2022年3月20日' },
    text: '自查报告快到期了',
    note: { id: `test:${id}`, text: '自查报告快到期了' },
    ...more,
  })
  /** Opens a window as a message of the person does. */
  async function write(person: string): Promise<void> {
    const begun = await turns.begin(person, randomUUID(), 'attempt')
    if (begun.state !== 'go') throw new Error('the person is busy')
    const opens = { kind: 'message' as const, at: world.wall.now(), lifeMs: 48 * 3_600_000, count: 5 }
    await turns.commit(begun.turn, { session: 'same', reply: null, parked: begun.parked, opens })
  }
  return { ...script, world, seal, turns, attempts, ledger, deliver, letter, ref, write }
}
