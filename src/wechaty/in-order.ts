export type InOrder<T> = {
  /** `reading` has begun already and never rejects; null is passed over. */
  add(reading: Promise<T | null>): void
  /** Resolves when all that was added is handed over. */
  done(): Promise<void>
}

/** Reads side by side and hands over one after the other, in the order of the events, whatever each reading takes. */
export function createInOrder<T>(handOver: (item: T) => void): InOrder<T> {
  let last: Promise<void> = Promise.resolve()
  return {
    add(reading) {
      last = last
        .then(() => reading)
        .then(item => {
          if (item !== null) handOver(item)
        })
    },
    done: () => last,
  }
}
