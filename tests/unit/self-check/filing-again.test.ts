import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import type { Script } from '../../../src/dialog/script.ts'
import { createDeliveryStore } from '../../../src/self-check/delivery-store.ts'
import { createSelfCheckRoom } from '../../../src/self-check/self-check-room.ts'
import { createSelfCheckStore } from '../../../src/self-check/self-check-store.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createSeal } from '../../../src/storage/seal.ts'
import type { Moment } from '../../../src/turn/room.ts'
import type { Unit } from '../../../src/units/unit.ts'
import { createUnitStore } from '../../../src/units/unit-store.ts'
import { content } from '../../support/content.ts'
import { creditCode } from '../../support/conversations.ts'
import { createTestDatabase } from '../../support/database.ts'
import { seededRandom } from '../../support/world.ts'

const UNIT: Unit = {
  id: 'unit',
  subject: 'enterprise',
  name: '示例制鞋有限公司',
  creditCode: creditCode(1),
  district: 'hanjiang',
  industry: 'manufacturing',
  highRisk: false,
  specialOps: null,
  level: 'county',
  bureau: 'hanjiang',
}

const ANSWERS = { 'P-PLAN.result': 'none', 'P-CERT.result': 'none', 'P-REC.result': 'none' }

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

it('a filing that a crash kept from being told is told by the retry, whatever a colleague has answered since', async () => {
  const random = seededRandom('filing')
  const units = createUnitStore(database, createSeal(Buffer.alloc(32, 'k'), random))
  const selfChecks = createSelfCheckStore(database)
  const { campaign, calendar } = content
  const room = createSelfCheckRoom({
    campaign,
    calendar,
    selfChecks,
    units,
    deliveries: createDeliveryStore(database),
    ledgerToFile: async () => null,
    linkTo: async () => ({ link: 'https://anpei.test/u/l/filing', hours: 24 }),
    random,
  })
  const ref = { channel: 'play' as const, account: 'gh_test', id: 'somebody' }
  const moment = (message: string): Moment => ({ person: 'p', ref, message, now: 0, today: '2022-03-10' })
  const contact = { name: '示例联系人', phone: '13800000000' }
  await units.found(UNIT, { id: 'm', unitId: 'unit', person: 'p', ref, contact, consent: 'yes', at: 0 })
  const script = content.scripts.get('self-check/enterprise') as Script
  const begun = {
    id: 's',
    campaign: campaign.id,
    unitId: 'unit',
    subject: 'enterprise',
    script: script.hash,
    memberId: 'm',
    at: 0,
  }
  await selfChecks.open(begun)
  const facts = { subject: 'enterprise', 'high-risk': 'no', unit: UNIT.name }
  let frame: Frame = createFrame({ dialog: 'self-check', script: script.hash, subject: 's', facts })
  for (const [path, value] of Object.entries(ANSWERS)) {
    frame = { ...frame, answers: { ...frame.answers, [path]: value } }
    await room.apply({ type: 'answered', path, value }, frame, script, moment(path))
  }

  const filed = await room.apply({ type: 'submitted' }, frame, script, moment('submission'))
  expect(filed.finished).toBe(true)
  const colleague = { path: 'P-REC.result', value: 'unsure', before: 'none' }
  await selfChecks.putAnswer('s', colleague, { person: 'p', message: 'colleague', at: 0 })
  expect(await room.apply({ type: 'submitted' }, frame, script, moment('submission'))).toEqual(filed)
  expect((await room.apply({ type: 'submitted' }, frame, script, moment('another'))).finished).toBeUndefined()
})
