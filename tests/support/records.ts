import { openDatabase } from '../../src/storage/database.ts'
import { COLUMNS } from './columns.ts'

type Row = Record<string, unknown>

/** Every row of every table. */
export async function readTables(databaseUrl: string): Promise<Record<string, Row[]>> {
  const database = await openDatabase(databaseUrl)
  try {
    const tables: Record<string, Row[]> = {}
    for (const name of Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]) {
      tables[name] = await database.db.selectFrom(name).selectAll().execute()
    }
    return tables
  } finally {
    await database.close()
  }
}

/** Units that registered or are on the roster; the county bureaus come with the campaign. */
export function ownUnits({ units = [] }: Record<string, Row[]>): Row[] {
  return units.filter(({ subject }) => subject !== 'county-bureau')
}

/**
 * How conversations are kept; it differs between two ways to the same records. Evidence of a draft that nothing leads to any
 * more is part of it: it is sealed to a key that is gone, and swept with its day.
 */
const CONVERSATIONS = [
  'conversations',
  'queue',
  'seen',
  'content_revisions',
  'shared_values',
  'tip_draft_evidence',
  'tip_pieces',
]

/** The records of the rooms without what chance and the minute put into them, for holding two runs against each other. */
export async function readRecords(databaseUrl: string): Promise<Record<string, Row[]>> {
  const tables = Object.entries(await readTables(databaseUrl)).filter(
    ([name]) => !CONVERSATIONS.includes(name),
  )
  return Object.fromEntries(tables.map(([name, rows]) => [name, rows.map(settled).sort(byText)]))
}

function settled(row: Row): Row {
  const lasting = Object.entries(row).filter(([column]) => !/(^|_)at$|^sha256$/.test(column))
  return Object.fromEntries(lasting.map(([column, value]) => [column, settledValue(value)]))
}

function settledValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return 'bytes'
  return typeof value === 'string' ? withoutChance(value) : value
}

/** A text with every id and receipt made alike. */
export function withoutChance(text: string): string {
  return text
    .replace(/http\S+\/u\/l\/\S+/g, 'a link')
    .replace(/\b[0-9a-f]{32}\b/g, 'an id')
    .replace(/age1[0-9a-z]{58}/g, 'a recipient')
    .replace(/ZC\d{8}-[0-9A-Z]{8}/g, 'a receipt')
}

function byText(a: Row, b: Row): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
