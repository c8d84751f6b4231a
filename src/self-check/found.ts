import { AppError } from '../errors.ts'

/** What is not there, or not this unit's, is one and the same to whoever asks. Throws AppError('not-found'). */
export function found<T>(thing: T | null): T {
  if (thing === null) throw new AppError('not-found')
  return thing
}
