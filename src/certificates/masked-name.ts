/** 张**: the surname, and nothing of how long the rest is. */
export function maskedName(name: string): string {
  return `${[...name][0] ?? ''}**`
}
