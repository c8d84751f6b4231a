/** Remembers the last `limit` names. True the first time a name is given, false while it is remembered. */
export function createRecent(limit: number): (name: string) => boolean {
  const names = new Set<string>()
  return function isNew(name) {
    if (names.has(name)) return false
    names.add(name)
    if (names.size > limit) names.delete(names.values().next().value ?? '')
    return true
  }
}
