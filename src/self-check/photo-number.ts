/** What photos are called on paper and beside their thumbnails: enough of an id to find it by. */
export function photoNumbers(ids: readonly string[]): string {
  return ids.map(id => id.slice(0, 8)).join('、')
}
