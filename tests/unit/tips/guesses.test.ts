import { expect, it } from 'vitest'
import { createSeal } from '../../../src/storage/seal.ts'
import { createGuesses } from '../../../src/tips/guesses.ts'
import { createWrongCodes } from '../../../src/turn/wrong-codes.ts'
import { createDoor } from '../../../src/units/door.ts'
import type { UnitStore } from '../../../src/units/unit-store.ts'
import { MOMENT } from '../../support/moment.ts'
import { memoryCounts } from '../../support/tips.ts'
import { createWorld, seededRandom } from '../../support/world.ts'

const HOUR = 3_600_000

function setUp() {
  const { wall } = createWorld()
  const counts = memoryCounts(wall.now)
  const seal = createSeal(Buffer.alloc(32, 'k'), seededRandom('seal'))
  const wrongCodes = createWrongCodes(counts, seal)
  const units = { openedBy: async () => null } as Partial<UnitStore> as UnitStore
  return {
    wall,
    counts,
    guesses: createGuesses(wrongCodes, wall, { 'wrong-codes': 5, 'wrong-codes-in-all': 8 }),
    tryUnit: (person: string) =>
      createDoor({ units, seal, wrongCodes }).open('4444-4444', { ...MOMENT, person }),
  }
}

it('wrong codes of units and of tips are one count, which does not tell them apart', async () => {
  const { counts, guesses, tryUnit } = setUp()
  for (let wrong = 1; wrong <= 3; wrong++) await guesses.wrong('ann')
  for (let wrong = 4; wrong <= 5; wrong++) expect(await tryUnit('ann')).toBe('wrong')
  expect(await tryUnit('ann')).toBe('too-many')
  expect(await guesses.areUsedUp('ann')).toBe(true)
  expect(await tryUnit('bob')).toBe('wrong')
  expect(counts.keys()).toEqual([
    expect.stringMatching(/^wrong-codes:[0-9a-f]{32}$/),
    expect.stringMatching(/^wrong-codes:[0-9a-f]{32}$/),
  ])
})

it('past the ceiling of all, only who has guessed wrong this hour is refused', async () => {
  const { wall, guesses } = setUp()
  for (const person of ['ann', 'bob', 'cat', 'dan'])
    for (let wrong = 1; wrong <= 2; wrong++) await guesses.wrong(person)
  expect(await guesses.areUsedUp('ann')).toBe(true)
  expect(await guesses.areUsedUp('eve')).toBe(false)
  await guesses.wrong('eve')
  expect(await guesses.areUsedUp('eve')).toBe(true)
  wall.advance(HOUR)
  await guesses.wrong('ann')
  expect(await guesses.areUsedUp('ann')).toBe(false)
})
