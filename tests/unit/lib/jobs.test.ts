import { expect, it } from 'vitest'
import { createJobs, type Job } from '../../../src/lib/jobs.ts'
import { gate } from '../../support/gate.ts'
import { createWorld } from '../../support/world.ts'

const HOUR = 3_600_000

it('does each once in order, and the others also when one fails, which is logged without its words', async () => {
  const world = createWorld()
  const done: string[] = []
  const job = (name: string, run: () => Promise<void>): Job => ({ name, everyMs: HOUR, run })
  const jobs = createJobs(
    [
      job('first', async () => void done.push('first')),
      job('bad', () => Promise.reject(new Error('某人的话'))),
      job('last', async () => void done.push('last')),
    ],
    world.log,
  )
  await jobs.runOnce()
  expect(done).toEqual(['first', 'last'])
  expect(world.lines.map(({ level, message }) => `${level} ${message}`)).toEqual(['error job failed'])
  expect(JSON.stringify(world.lines[0]?.fields)).toContain('"job":"bad"')
})

it('never runs a job beside itself, and stop waits for what is under way', async () => {
  const held = gate()
  const log: string[] = []
  const run = async () => {
    log.push('begins')
    await held.opened
    log.push('ends')
  }
  const jobs = createJobs([{ name: 'slow', everyMs: HOUR, run }], createWorld().log)
  jobs.start()
  const again = jobs.runOnce()
  const stopped = jobs.stop().then(() => log.push('stopped'))
  held.open()
  await Promise.all([again, stopped])
  expect(log.slice(0, 3)).toEqual(['begins', 'ends', 'begins'])
  expect(log.at(-1)).toBe('stopped')
})
