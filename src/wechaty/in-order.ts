import { inTime } from './in-time.ts'

export type InOrder<T> = {
  /** `reading` has begun already and never rejects; null is passed over. */
  add(reading: Promise<T | null>): void
  /** Resolves when all that was waited for is handed over. */
  done(): Promise<void>
}

/**
 * Reads side by side and hands over one after the other, in the order of the events. What takes longer than the patience
 * loses its place: it is handed over when it comes, and nobody waits for it.
 */
export function createInOrder<T>(handOver: (item: T) => void, patienceMs: number): InOrder<T> {
  let last: Promise<void> = Promise.resolve()
  const hand = (item: T | null) => {
    if (item !== null) handOver(item)
  }
  return {
    add(reading) {
      const read = inTime(reading, patienceMs).then(
        item => () => hand(item),
        () => () => void reading.then(hand),
      )
      last = last.then(() => read).then(go => go())
    },
    done: () => last,
  }
}
