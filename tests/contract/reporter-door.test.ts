import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import type { Database } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { createGuesses } from '../../src/tips/guesses.ts'
import { createReporterDoor } from '../../src/tips/reporter-door.ts'
import type { Haste } from '../../src/tips/reporter-key.ts'
import { openWith } from '../../src/tips/sealing.ts'
import { createWrongCodes } from '../../src/turn/wrong-codes.ts'
import { content } from '../support/content.ts'
import { createTestDatabase } from '../support/database.ts'
import { createTipStage, memoryCounts, quickKeys, TIP_SEAL_KEY, type TipStage } from '../support/tips.ts'

/** What is done for one code, whatever comes of it: derivations, statements, and the sizes of what is opened. */
let database: Database
let stage: TipStage
beforeAll(async () => {
  database = await createTestDatabase('sqlite-memory')
  stage = await createTipStage(database)
})
afterAll(() => database.close())

async function workOn(code: string, wrongBefore = 0) {
  const work: unknown[] = []
  let haste: Haste | undefined
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      work.push('statement')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const { wall } = stage.world
  const seal = createSeal(TIP_SEAL_KEY, systemRandom)
  const wrongCodes = createWrongCodes(memoryCounts(wall.now), seal)
  const guesses = createGuesses(wrongCodes, wall, content.tipSettings.limits)
  for (let wrong = 0; wrong < wrongBefore; wrong++) await guesses.wrong('somebody')
  const door = createReporterDoor({
    database: { ...database, db: database.db.withPlugin(counting) },
    guesses,
    async keys(typed, asked) {
      haste = asked
      work.push('derivation')
      return quickKeys(typed)
    },
    async open(identity, sealed) {
      const opened = await openWith(identity, sealed)
      work.push(`${sealed.length} bytes ${opened ? 'opened' : 'did not open'}`)
      return opened
    },
  })
  const entered = await door(code, 'somebody')
  return { outcome: 'outcome' in entered ? entered.outcome : 'found', work, haste }
}

it('the work is the same for a right code, a wrong one, and one too many', async () => {
  const [silent, written] = [await stage.submit(), await stage.submit()]
  const desk = await stage.desk('licheng')
  await desk.reply((await desk.find(written.number))!, '请补充时间')
  const done = [
    await workOn(silent.code),
    await workOn(written.code),
    await workOn('AAAA-AAAA-AAAA'),
    await workOn(written.code, 5),
    await workOn('AAAA-AAAA-AAAA', 5),
  ]
  expect(done.map(({ outcome }) => outcome)).toEqual(['found', 'found', 'wrong', 'too-many', 'too-many'])
  expect(done.map(({ haste }) => haste)).toEqual(['in-turn', 'in-turn', 'in-turn', 'pretend', 'pretend'])
  expect(done[0]?.work).toEqual([
    'derivation',
    'statement',
    'statement',
    expect.stringMatching(/^\d+ bytes opened$/),
  ])
  for (const { work } of done) expect(work).toEqual(done[0]?.work)
})
