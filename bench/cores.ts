import { execFileSync, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** One core for the server that is measured; the driver, Redis and PostgreSQL share the next. */
const SERVER = '0'
const OTHERS = '1'

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0

/** Moves this process off the server's core; what it starts inherits that. False: nothing is pinned on this machine. */
export function leaveServerCore(): boolean {
  if (canPin) execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', OTHERS, String(process.pid)])
  return canPin
}

/** What to put before a command so that it runs on the server's core. */
export function onServerCore(): string[] {
  return canPin ? ['taskset', '--cpu-list', SERVER] : []
}
