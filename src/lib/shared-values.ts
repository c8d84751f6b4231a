/**
 * Small values that all instances share, each with a life. Keys are ours, never a person's id; one key holds a value or
 * a count. Rejects with AppError('store-away') while the store cannot be reached; a change may have happened then.
 */
export interface SharedValues {
  get(key: string): Promise<Uint8Array | null>
  put(key: string, value: Uint8Array, lifeMs: number): Promise<void>
  /** False where something is there already. */
  putIfAbsent(key: string, value: Uint8Array, lifeMs: number): Promise<boolean>
  /** Removes it only while it is still this value; true: removed. */
  dropIf(key: string, value: Uint8Array): Promise<boolean>
  /** Counts one more in a window that begins with its first; the count so far, this one included. */
  count(key: string, windowMs: number): Promise<number>
  /** The count without adding. */
  counted(key: string): Promise<number>
}

/** What counts over all instances, and nothing else of them. */
export type Counts = Pick<SharedValues, 'count' | 'counted'>

/** The same values, every key behind a prefix. */
export function withPrefix(values: SharedValues, prefix: string): SharedValues {
  const under = (key: string) => prefix + key
  return {
    get: key => values.get(under(key)),
    put: (key, value, lifeMs) => values.put(under(key), value, lifeMs),
    putIfAbsent: (key, value, lifeMs) => values.putIfAbsent(under(key), value, lifeMs),
    dropIf: (key, value) => values.dropIf(under(key), value),
    count: (key, windowMs) => values.count(under(key), windowMs),
    counted: key => values.counted(under(key)),
  }
}
