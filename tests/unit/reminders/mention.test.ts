import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLedger } from '../../../src/delivery/ledger.ts'
import { createMention } from '../../../src/reminders/subscription/mention.ts'
import type { Database } from '../../../src/storage/database.ts'
import type { Session } from '../../../src/turn/session.ts'
import { createTestDatabase } from '../../support/database.ts'
import { TEMPLATES } from '../../support/letters.ts'
import { memoryValues } from '../../support/memory-values.ts'
import { MOMENT } from '../../support/moment.ts'
import { SEED_SEAL } from '../../support/seed-units.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())
const values = memoryValues()

it('comes again each time the single messages that somebody agreed to are used up', async () => {
  const ledger = createLedger(database)
  const mention = createMention({
    templates: TEMPLATES,
    ledger,
    units: { membershipOf: async () => ({}) as never },
    may: async () => ({ subscription: true, oauth: true, template: false }),
    values,
    seal: SEED_SEAL,
  })
  const command = mention.after(async () => ({ say: [] }))
  const isSaid = async (message: string) =>
    (await command({ ...MOMENT, message, ref: { ...MOMENT.ref, channel: 'wechat' } }, {} as Session)).say
      .length > 0
  const choose = (at: number) => ledger.choose(MOMENT.person, 'O', true, { message: `e${at}`, at })

  expect([await isSaid('a'), await isSaid('a'), await isSaid('b')]).toEqual([true, true, false])
  for (const at of [1, 2]) {
    await choose(at)
    expect(await isSaid(`${at}c`)).toBe(false)
    await ledger.use('O', [MOMENT.person])
    const said = [await isSaid(`${at}d`), await isSaid(`${at}d`), await isSaid(`${at}e`)]
    expect(said).toEqual([true, true, false])
  }
})
