import { toAppError } from '../errors.ts'
import type { Log } from './logger.ts'

/** Work that is done again and again beside the turns; it may be broken off at any point and is done again. */
export type Job = { name: string; everyMs: number; run(): Promise<void> }

export interface Jobs {
  start(): void
  /** Does each once, in their order, after what is under way. For the simulator, rehearsals and tests. */
  runOnce(): Promise<void>
  /** Starts nothing more and waits for what is under way. */
  stop(): Promise<void>
}

/** A job never runs beside itself; one that fails is logged by its code and comes again. */
export function createJobs(jobs: readonly Job[], log: Log): Jobs {
  const timers: NodeJS.Timeout[] = []
  const running = new Map<Job, Promise<void>>()

  function run(job: Job): Promise<void> {
    const attempt = async () => {
      try {
        await job.run()
      } catch (thrown) {
        const error = toAppError(thrown)
        log.error({ job: job.name, code: error.code, err: error }, 'job failed')
      }
    }
    const work = (running.get(job) ?? Promise.resolve()).then(attempt)
    running.set(job, work)
    return work.finally(() => {
      if (running.get(job) === work) running.delete(job)
    })
  }

  return {
    start() {
      for (const job of jobs) {
        const beat = () => void (running.has(job) || run(job))
        timers.push(setInterval(beat, job.everyMs).unref())
        beat()
      }
    },
    async runOnce() {
      for (const job of jobs) await run(job)
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running.values())
    },
  }
}
