import { createHash, timingSafeEqual } from 'node:crypto'
import type Router from '@koa/router'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { AppError } from '../errors.ts'
import type { TurnOutcome } from '../turn/handle-turn.ts'

export type Metrics = {
  registry: Registry
  /** Seconds by outcome: nothing here names a person, a unit or a dialog. */
  turn(outcome: TurnOutcome, seconds: number): void
  /** A try to tell somebody something unasked, by its rung and what came of it. */
  delivery(rung: string, answer: string): void
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const turns = new Counter({
    name: 'anpei_turns_total',
    help: 'Turns by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const deliveries = new Counter({
    name: 'anpei_deliveries_total',
    help: 'Tries to tell somebody something unasked, by rung and answer',
    labelNames: ['rung', 'answer'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'anpei_turn_seconds',
    help: 'Time from a message to its reply',
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4.5],
    registers: [registry],
  })
  return {
    registry,
    turn(outcome, took) {
      turns.inc({ outcome })
      seconds.observe(took)
    },
    delivery: (rung, answer) => deliveries.inc({ rung, answer }),
  }
}

/** `/metrics` for `Authorization: Bearer METRICS_TOKEN`; to anyone else it does not exist. */
export function createMetricsRoute(router: Router, { registry }: Metrics, token: string | null): void {
  router.get('/metrics', async ctx => {
    if (token === null || !equal(ctx.get('authorization'), `Bearer ${token}`)) throw new AppError('not-found')
    ctx.type = registry.contentType
    ctx.body = await registry.metrics()
  })
}

function equal(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
