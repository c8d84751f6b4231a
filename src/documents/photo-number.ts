/** What a photo is called on paper: enough of its id to find it by. */
export function photoNumbers(ids: readonly string[]): string {
  return ids.map(id => id.slice(0, 8)).join('、')
}
