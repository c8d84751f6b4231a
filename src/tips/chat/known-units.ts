import { sql } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { leadsOf, likeness, type NameWords, ownPart, withoutRegion } from './unit-name.ts'

export type KnownUnit = { id: string; name: string }

/** Registered units, looked for by a name that people give them. */
export interface KnownUnits {
  /** The one that is meant, as far as can be told; null where none is, or several are as likely. */
  nearest(name: string): Promise<KnownUnit | null>
}

/** Long beginnings first: they find few. A single character finds everything. */
const BEGINNINGS = [4, 3, 2]
/** Candidates looked at. Names that begin alike are few, among a million units too. */
const MOST = 200
/** So much of the name must be the same, or the whole of its own part. A wrong guess costs a “no”. */
const ALIKE = 0.4

/** `districts`: how the campaign's districts are called at the head of a name. */
export function createKnownUnits(
  { db, kind }: Database,
  words: NameWords,
  districts: readonly string[],
): KnownUnits {
  const all: NameWords = { ...words, regions: [...words.regions, districts] }
  const leads = leadsOf(all)
  // Where the index is sorted by code points, whatever language the database speaks.
  const byCode = kind === 'postgres' ? sql<string>`name collate "C"` : sql<string>`name`

  return {
    async nearest(name) {
      const own = ownPart(name, all)
      for (const length of BEGINNINGS) {
        if ([...own].length < length) continue
        const found = best(name, await beginningWith([...own].slice(0, length).join('')))
        if (found) return found
      }
      return null
    },
  }

  function beginningWith(head: string): Promise<KnownUnit[]> {
    return db
      .selectFrom('units')
      .select(['id', 'name'])
      .where('subject', '!=', 'county-bureau')
      .where(({ or, and, eb }) =>
        or(
          leads.map(lead => {
            const first = lead + head
            return and([eb(byCode, '>=', first), eb(byCode, '<', `${first}\u{10ffff}`)])
          }),
        ),
      )
      .limit(MOST)
      .execute()
  }

  function best(typed: string, candidates: KnownUnit[]): KnownUnit | null {
    const [first, second] = candidates
      .map(unit => ({ unit, score: scoreOf(typed, unit.name) }))
      .filter(({ score }) => score >= ALIKE)
      .toSorted((a, b) => b.score - a.score)
    return first && first.score !== second?.score ? first.unit : null
  }

  function scoreOf(typed: string, name: string): number {
    const own = ownPart(typed, all)
    const isSame = own === ownPart(name, all)
    const alike = likeness(withoutRegion(typed, all), withoutRegion(name, all))
    return isSame ? 1 + alike : alike
  }
}
