/** Does the work for every entry, so many at a time; the results in the order of the entries. Rejects with the first failure. */
export async function inParallel<T, R>(
  entries: readonly T[],
  width: number,
  work: (entry: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(entries.length)
  let next = 0
  const lane = async () => {
    for (let index = next++; index < entries.length; index = next++)
      results[index] = await work(entries[index] as T)
  }
  await Promise.all(Array.from({ length: Math.min(width, entries.length) }, lane))
  return results
}
