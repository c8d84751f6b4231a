export type Lanes = {
  /**
   * Asks as soon as all earlier asking of the same key is done, then works on the answer beside earlier work.
   * `ahead` resolves when all of that is over; null where there is none.
   */
  run<A, T>(
    key: string,
    ask: () => Promise<A>,
    work: (answer: A, ahead: Promise<unknown> | null) => Promise<T>,
  ): Promise<T>
}

/** Keeps the order in which one key's work came to this process. */
export function createLanes(): Lanes {
  const lasts = new Map<string, { asked: Promise<unknown>; over: Promise<unknown> }>()
  return {
    run(key, ask, work) {
      const before = lasts.get(key)
      const asked = before ? before.asked.then(ask, ask) : ask()
      const mine = asked.then(answer => work(answer, before?.over ?? null))
      const over = Promise.allSettled([before?.over, mine]).then(() => {
        if (lasts.get(key) === last) lasts.delete(key)
      })
      const last = { asked, over }
      lasts.set(key, last)
      return mine
    },
  }
}
