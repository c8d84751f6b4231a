import { expect, it } from 'vitest'
import { createPresence } from '../../../src/delivery/presence.ts'
import { createWorld } from '../../support/world.ts'

it('is noted once in a while, for each person apart, and again where it could not be', async () => {
  const { wall } = createWorld()
  const found: string[] = []
  let isAway = true
  const find = async (person: string) => {
    if (isAway) throw new Error('away')
    found.push(person)
  }
  const isThere = createPresence({ ledger: { find }, clock: wall })
  await expect(isThere('甲', false)).rejects.toThrow('away')
  isAway = false
  for (const person of ['甲', '甲', '乙']) await isThere(person, false)
  expect(found).toEqual(['甲', '乙'])
  wall.advance(10 * 60_000)
  await isThere('甲', false)
  await isThere('甲', true)
  expect(found).toEqual(['甲', '乙', '甲', '甲'])
})
