import { matchKey } from '../../dialog/answers/fold.ts'

/**
 * Words around what is a unit's own in its name. `regions` from the widest in, each level with its ways of writing;
 * `endings` longest first.
 */
export type NameWords = { regions: readonly (readonly string[])[]; endings: readonly string[] }

const BRACKETS = /[()（）【】[\]·\s-]/g

/** Without brackets, and without the regions it begins with. */
export function withoutRegion(name: string, { regions }: NameWords): string {
  return regions.reduce(
    (rest, level) => {
      const region = level.find(each => rest.startsWith(each))
      return region && rest.length - region.length >= 2 ? rest.slice(region.length) : rest
    },
    matchKey(name).replace(BRACKETS, ''),
  )
}

/** What tells it from others: 福建省莆田市示例职业培训学校有限公司 → 示例. */
export function ownPart(name: string, words: NameWords): string {
  let own = withoutRegion(name, words)
  for (;;) {
    const ending = words.endings.find(each => own.endsWith(each) && own.length - each.length >= 2)
    if (!ending) return own
    own = own.slice(0, -ending.length)
  }
}

/** What a registered name may begin with before its own part: nothing, or regions, each once and the wider before the narrower. */
export function leadsOf({ regions }: NameWords): string[] {
  return regions.reduce<string[]>(
    (leads, level) => leads.flatMap(lead => ['', ...level].map(region => lead + region)),
    [''],
  )
}

/** How much of two names is the same, 0 to 1: pairs of neighbouring characters they share (Dice). */
export function likeness(one: string, other: string): number {
  if (one === other) return 1
  const [left, right] = [pairsOf(one), pairsOf(other)]
  const shared = [...left].filter(pair => right.has(pair)).length
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size)
}

function pairsOf(text: string): Set<string> {
  const characters = [...text]
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`))
}
