/** Runs the work of one key one after the other, in the order it came, and that of other keys beside it. */
export function createLanes(): { run<T>(key: string, work: () => Promise<T>): Promise<T> } {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const before = tails.get(key)
      const mine = before ? before.then(work, work) : work()
      tails.set(key, mine)
      const clear = () => {
        if (tails.get(key) === mine) tails.delete(key)
      }
      mine.then(clear, clear)
      return mine
    },
  }
}
