import { AppError } from '../errors.ts'

/** `ahead`: before all that are not. */
export type Turnstile = <T>(work: () => Promise<T>, ahead?: 'ahead') => Promise<T>

/**
 * Lets so many works run at a time; the others wait in order. Of those that may not go ahead at most `line` wait: one more
 * throws AppError('too-busy').
 */
export function createTurnstile(places: number, line = Number.POSITIVE_INFINITY): Turnstile {
  const first: (() => void)[] = []
  const others: (() => void)[] = []
  let free = places

  return async (work, ahead) => {
    if (free > 0) free -= 1
    else {
      if (!ahead && others.length >= line) throw new AppError('too-busy')
      await new Promise<void>(enter => (ahead ? first : others).push(enter))
    }
    try {
      return await work()
    } finally {
      const next = first.shift() ?? others.shift()
      if (next) next()
      else free += 1
    }
  }
}
