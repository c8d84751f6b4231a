import { expect, it } from 'vitest'
import { keepCampaignClock, openCampaignClock } from '../../src/campaign-clock.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { content } from '../support/content.ts'

const HOUR = 3_600_000
const today = Date.parse('2026-11-25T10:00:00+08:00')
const march = Date.parse('2022-03-24T15:00:00+08:00')

function partsOf(simulated: boolean) {
  const wall = createMovableClock({ now: () => 0 }, today)
  const kept = new Map<string, Uint8Array>()
  const values = {
    get: async (key: string) => kept.get(key) ?? null,
    put: async (key: string, value: Uint8Array) => void kept.set(key, value),
  }
  return { simulated, campaign: content.campaign, wall, values }
}

it('is the wall’s for a real account, whatever was kept', async () => {
  const parts = partsOf(false)
  await keepCampaignClock({ now: () => march }, parts)
  expect((await openCampaignClock(parts)).now()).toBe(today)
})

it('begins a rehearsal before the first deadline', async () => {
  expect((await openCampaignClock(partsOf(true))).now()).toBe(Date.parse('2022-03-07T09:30:00+08:00'))
})

it('goes on where another process left it, with the time that has passed', async () => {
  const parts = partsOf(true)
  const clock = await openCampaignClock(parts)
  clock.moveTo(march)
  await keepCampaignClock(clock, parts)
  parts.wall.moveTo(today + HOUR)
  expect((await openCampaignClock(parts)).now()).toBe(march + HOUR)
})
