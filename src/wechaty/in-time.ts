import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '../errors.ts'

/** What a puppet is asked may never be answered. Throws AppError('puppet-away') once the time is up. */
export async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const answered = new AbortController()
  const late = async (): Promise<never> => {
    await delay(milliseconds, undefined, { signal: answered.signal, ref: false })
    throw new AppError('puppet-away', 'no answer')
  }
  try {
    return await Promise.race([work, late()])
  } finally {
    answered.abort()
  }
}
