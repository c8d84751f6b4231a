import { expect, test } from 'vitest'
import { createMovableClock } from '../../../src/lib/clock.ts'
import { type ClockState, createCampaignWalk, stopsUntil } from '../../../src/simulator/campaign-walk.ts'

const at = (instant: string) => Date.parse(`${instant}+08:00`)

test.each<[string, string, string[]]>([
  [
    '2022-03-14T09:00',
    '2022-03-15',
    ['2022-03-14T09:30', '2022-03-14T15:00', '2022-03-15T09:30', '2022-03-15T15:00'],
  ],
  ['2022-03-14T09:30', '2022-03-14', ['2022-03-14T15:00']],
  ['2022-03-14T23:59', '2022-03-15', ['2022-03-15T09:30', '2022-03-15T15:00']],
  ['2022-03-14T15:00', '2022-03-14', []],
  ['2022-03-14T09:00', '2022-03-13', []],
])('from %s to %s', (from, until, stops) => {
  expect(stopsUntil(at(from), until)).toEqual(stops.map(at))
})

function start(afterMove: () => Promise<void>) {
  const clock = createMovableClock({ now: () => 0 }, at('2022-03-14T09:00'))
  const moves: ClockState[] = []
  const walk = createCampaignWalk({ clock, afterMove, onMove: state => void moves.push(state) })
  return { clock, moves, walk }
}

test('each stop is told, and its jobs are done before the next', async () => {
  const log: number[] = []
  const { clock, moves, walk } = start(async () => {
    log.push(clock.now())
    await Promise.resolve()
    log.push(clock.now())
  })
  const end = await walk.run('2022-03-15')
  const stops = stopsUntil(at('2022-03-14T09:00'), '2022-03-15')
  expect(log).toEqual(stops.flatMap(stop => [stop, stop]))
  expect(moves.map(({ now, until }) => [now, until])).toEqual([
    ...stops.map(stop => [stop, '2022-03-15']),
    [stops.at(-1), null],
  ])
  expect(end).toEqual({ now: at('2022-03-15T15:00'), date: '2022-03-15', until: null })
})

test('a move, too, has its jobs done', async () => {
  let jobs = 0
  const { walk } = start(async () => void jobs++)
  expect(await walk.move({ days: 1 })).toMatchObject({ date: '2022-03-15', until: null })
  expect(jobs).toBe(1)
})

test('while it runs nothing else moves the clock', async () => {
  const refused: string[] = []
  const { walk } = start(async () => {
    for (const act of [() => walk.run('2022-03-20'), () => walk.move({ days: 1 })])
      await act().catch((fault: Error) => refused.push(fault.message))
  })
  await walk.run('2022-03-14')
  expect(refused).toHaveLength(4)
  expect(refused[0]).toContain('request-bad: the campaign is running to 2022-03-14')
  await expect(walk.run('2022-03-14')).rejects.toThrow('request-bad: until is over already')
})

test('stopped, it ends after the step under way; a failed job ends it, too', async () => {
  const { walk, clock } = start(async () => walk.stop())
  await walk.run('2022-03-20')
  expect(clock.now()).toBe(at('2022-03-14T09:30'))

  const failing = start(async () => Promise.reject(new Error('job')))
  await expect(failing.walk.run('2022-03-20')).rejects.toThrow('job')
  expect(failing.walk.state().until).toBeNull()
})
