import type { Kysely, OnConflictBuilder, Selectable } from 'kysely'
import { canonicalJson } from '../../dialog/script.ts'
import type { Instant } from '../../lib/clock.ts'
import { newId, type Random } from '../../lib/random.ts'
import type { Database } from '../../storage/database.ts'
import type { Seal } from '../../storage/seal.ts'
import type { Tables } from '../../storage/tables.ts'
import { freeBindings } from '../binding-code.ts'
import { fromUnit, toUnit } from '../unit-row.ts'
import type { ListedContact, RosterEntry } from './roster-entry.ts'

/** What became of the rows of one batch; `listed`: how many of them the roster had before, county bureaus apart. */
export type BatchResult = { added: number; updated: number; unchanged: number; listed: number }

export interface RosterStore {
  /** Puts units on the roster, or looks what that would do. Each credit code stands in a batch once. */
  list(entries: RosterEntry[], at: Instant, isDry: boolean): Promise<BatchResult>
  /** Units on the roster, county bureaus apart: those come with the campaign. */
  count(): Promise<number>
  /** How many of these credit codes are on it. */
  countAmong(creditCodes: string[]): Promise<number>
}

type Deps = { database: Database; seal: Seal; random: Random }

type UnitRow = Selectable<Tables['units']>

/** Somebody registered one of the units between our look and our writing: the batch looks again. */
class Overtaken extends Error {}
const TRIES = 10

export function createRosterStore({ database: { db }, seal, random }: Deps): RosterStore {
  return {
    async list(entries, at, isDry) {
      for (let tries = 1; ; tries++) {
        try {
          return await db.transaction().execute(trx => listBatch(trx, entries, at, isDry))
        } catch (thrown) {
          if (!(thrown instanceof Overtaken) || tries === TRIES) throw thrown
        }
      }
    },

    count: () => countOf(listedUnits().where('subject', '!=', 'county-bureau')),

    countAmong: async codes =>
      codes.length === 0 ? 0 : countOf(listedUnits().where('credit_code', 'in', codes)),
  }

  function listedUnits() {
    return db.selectFrom('units').where('listed_at', 'is not', null)
  }

  async function countOf(units: ReturnType<typeof listedUnits>): Promise<number> {
    const row = await units.select(eb => eb.fn.countAll<number>().as('units')).executeTakeFirstOrThrow()
    return row.units
  }

  async function listBatch(
    trx: Kysely<Tables>,
    asRead: RosterEntry[],
    at: Instant,
    isDry: boolean,
  ): Promise<BatchResult> {
    const codes = asRead.map(({ unit }) => unit.creditCode)
    const rows = await trx.selectFrom('units').selectAll().where('credit_code', 'in', codes).execute()
    const known = new Map(rows.map(row => [row.credit_code, row]))
    const entries = asRead.map(entry => completed(entry, known.get(entry.unit.creditCode)))
    const isChanged = (entry: RosterEntry) => {
      const row = known.get(entry.unit.creditCode)
      return !row || row.listed_at === null || differs(row, entry)
    }
    const changed = entries.filter(isChanged)
    if (!isDry && changed.length > 0) await write(trx, changed, known, at)
    const updated = changed.filter(({ unit }) => known.has(unit.creditCode)).length
    return {
      added: changed.length - updated,
      updated,
      unchanged: entries.length - changed.length,
      listed: rows.filter(({ listed_at, subject }) => listed_at !== null && subject !== 'county-bureau')
        .length,
    }
  }

  function differs(row: UnitRow, { unit, contact }: RosterEntry): boolean {
    const standing = { ...toUnit(row), contact: contactOf(row) }
    return canonicalJson(standing) !== canonicalJson({ ...unit, id: row.id, contact })
  }

  function contactOf({ id, listed_contact }: UnitRow): ListedContact | null {
    if (!listed_contact) return null
    return JSON.parse(Buffer.from(seal.open('listed-contact', id, listed_contact)).toString('utf8'))
  }

  /** A unit that is there keeps its id, its people and its binding code. */
  async function write(
    trx: Kysely<Tables>,
    entries: RosterEntry[],
    known: Map<string, UnitRow>,
    at: Instant,
  ): Promise<void> {
    const ids = new Map(
      entries.map(({ unit: { creditCode } }) => [creditCode, known.get(creditCode)?.id ?? newId(random)]),
    )
    const unbound = entries.flatMap(({ unit: { creditCode } }) => {
      const row = known.get(creditCode)
      const id = ids.get(creditCode) ?? ''
      return row?.binding_hash ? [] : [{ id, generation: row?.binding ?? 1 }]
    })
    const free = await freeBindings(trx, seal, unbound)
    const values = entries.map(({ unit, contact }) => {
      const id = ids.get(unit.creditCode) ?? ''
      return {
        ...fromUnit({ ...unit, id }),
        listed_contact: contact && seal.seal('listed-contact', id, Buffer.from(JSON.stringify(contact))),
        ...{ listed_at: at, created_at: at, updated_at: at },
        ...(free.get(id) ?? { binding: 1, binding_hash: null }),
      }
    })
    const written = await trx
      .insertInto('units')
      .values(values)
      .onConflict(asListed)
      .returning(['id', 'credit_code'])
      .execute()
    if (written.some(({ id, credit_code }) => ids.get(credit_code) !== id)) throw new Overtaken()
  }
}

/** What the roster leaves open stays as it was: the level, and with it the bureau, unless the unit has left that one's district. */
function completed(entry: RosterEntry, row: UnitRow | undefined): RosterEntry {
  if (row?.subject !== 'enterprise' || entry.unit.subject !== 'enterprise') return entry
  const { industry, district, ...unit } = entry.unit
  const standing = toUnit(row)
  const isSame = standing.district === district || standing.level === 'city'
  const kept = { level: standing.level, bureau: isSame ? standing.bureau : unit.bureau }
  const said = { ...unit, district, industry: industry ?? standing.industry }
  return { ...entry, unit: entry.isLevelOpen ? { ...said, ...kept } : said }
}

/** The roster outranks what was registered; since when a unit is listed, and its code, stay as they are. */
function asListed(conflict: OnConflictBuilder<Tables, 'units'>) {
  return conflict.column('credit_code').doUpdateSet(({ ref, fn, eb }) => ({
    subject: ref('excluded.subject'),
    name: ref('excluded.name'),
    district: ref('excluded.district'),
    industry: ref('excluded.industry'),
    high_risk: ref('excluded.high_risk'),
    special_ops: ref('excluded.special_ops'),
    level: ref('excluded.level'),
    bureau: ref('excluded.bureau'),
    listed_contact: ref('excluded.listed_contact'),
    updated_at: ref('excluded.updated_at'),
    listed_at: fn.coalesce('units.listed_at', 'excluded.listed_at'),
    binding: eb
      .case()
      .when('units.binding_hash', 'is', null)
      .then(ref('excluded.binding'))
      .else(ref('units.binding'))
      .end(),
    binding_hash: fn.coalesce('units.binding_hash', 'excluded.binding_hash'),
  }))
}
