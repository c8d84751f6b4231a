import { expect, test } from 'vitest'
import { createMovableClock } from '../../../src/lib/clock.ts'
import { moveCampaign } from '../../../src/simulator/move-campaign.ts'

const clockAt = (start: string) => createMovableClock({ now: () => 0 }, Date.parse(start))

test.each([
  [{ date: '2022-03-20' }, '2022-03-20T23:30:00+08:00'],
  [{ date: '2021-12-06' }, '2021-12-06T23:30:00+08:00'],
  [{ date: '2022-03-14' }, '2022-03-14T23:30:00+08:00'],
  [{ days: 1 }, '2022-03-15T23:30:00+08:00'],
  [{ days: -14 }, '2022-02-28T23:30:00+08:00'],
])('moved by %j half past eleven at night stays so: %s', (move, instant) => {
  const clock = clockAt('2022-03-14T23:30:00+08:00')
  moveCampaign(clock, move)
  expect(clock.now()).toBe(Date.parse(instant))
})
