import { type Driven, drive } from './load.ts'
import { cpuOf, memoryOf } from './process-cost.ts'
import { pushesOf } from './pushes.ts'
import type { Server, Services } from './services.ts'

export const PERSONS = 200
export const CONNECTIONS = 32

/** What is said to whom. `before` is said first and not measured; the whole happens `times` in a slice. */
export type Scenario = {
  name: string
  /** The most its CPU may be, in floors. */
  aim: number | null
  server: Server
  persons: string[]
  before: string[]
  measured: string[]
  times: number
}

/** A slice of one scenario: microseconds of CPU and turns of the server, and what the driver saw. */
export type Slice = { cpu: number; turns: number; seconds: number; milliseconds: number[]; memory: number }

/** Both servers take the floor's turns, so the ratio is taken where the load is the same. */
export function scenariosOf({ floor, product }: Services, idle: string[], checking: string[]): Scenario[] {
  const none = { before: [], aim: null, times: 1 }
  const quiet = { ...none, aim: 1.6, server: product }
  return [
    { ...none, name: 'floor', server: floor, persons: idle, measured: repeat('菜单', 15) },
    { ...quiet, name: 'idle person asks 菜单', persons: idle, measured: repeat('菜单', 10) },
    { ...quiet, name: 'in a self-check, asks 依据', persons: checking, measured: repeat('依据', 10) },
    {
      name: 'answer recorded in PostgreSQL',
      aim: 2.5,
      server: product,
      persons: checking,
      // Puts the answers aside and asks the first item again, so that each measured turn is a new row.
      before: ['重来', '确定'],
      measured: RECORDED,
      times: 3,
    },
  ]
}

/** The first four items of a training institution, one answer each. */
export const RECORDED = repeat('不存在', 4)

export async function measure({ server, persons, before, measured, times }: Scenario): Promise<Slice> {
  const slice: Slice = { cpu: 0, turns: 0, seconds: 0, milliseconds: [], memory: 0 }
  for (let time = 0; time < times; time++) {
    await say(server, persons, before)
    const queues = pushesOf(persons, measured, CONNECTIONS)
    const began = cpuOf(server.pid)
    const { turns, seconds, milliseconds } = await drive(server.port, queues)
    slice.cpu += cpuOf(server.pid) - began
    slice.turns += turns
    slice.seconds += seconds
    slice.milliseconds.push(...milliseconds)
  }
  return { ...slice, memory: memoryOf(server.pid) }
}

/** Not measured. */
export async function say(server: Server, persons: string[], words: string[]): Promise<Driven> {
  return drive(server.port, pushesOf(persons, words, CONNECTIONS))
}

function repeat(word: string, times: number): string[] {
  return Array<string>(times).fill(word)
}
