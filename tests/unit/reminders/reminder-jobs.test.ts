import { expect, it } from 'vitest'
import { createReminderJobs } from '../../../src/reminders/reminder-jobs.ts'
import { createWorld } from '../../support/world.ts'

function setUp(tookMs: number, due: number[] = []) {
  const { wall } = createWorld()
  let plans = 0
  const jobs = createReminderJobs({
    async plan() {
      plans += 1
      wall.advance(tookMs)
    },
    async sendDue() {
      wall.advance(tookMs)
      return due.shift() ?? 0
    },
    sweep: async () => {},
    clock: wall,
    wall,
  })
  const run = (name: string) => jobs.find(job => job.name === name)!.run()
  return { wall, run, plans: () => plans, left: due }
}

it('plans whenever it is asked while that is quick', async () => {
  const { run, plans } = setUp(40)
  for (let times = 0; times < 3; times++) await run('plan reminders')
  expect(plans()).toBe(3)
})

it('rests twenty times as long as planning took where that is long, as over a million units', async () => {
  const { wall, run, plans } = setUp(30_000)
  await run('plan reminders')
  wall.advance(9 * 60_000)
  await run('plan reminders')
  expect(plans()).toBe(1)
  wall.advance(60_000)
  await run('plan reminders')
  expect(plans()).toBe(2)
})

it('sends batch after batch until nothing is due', async () => {
  const { run, left } = setUp(100, [200, 200, 7])
  await run('send reminders')
  expect(left).toEqual([])
})

it('ends a run of sending after a while, so that a process can stop', async () => {
  const { run, left } = setUp(5_000, [200, 200, 200, 200, 200])
  await run('send reminders')
  expect(left).toEqual([200, 200])
})
