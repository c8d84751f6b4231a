import type { Generated } from 'kysely'
import type { Time } from './column.ts'

/** What instances share for a while; a key has a value or a count. */
export type SharedValuesTable = {
  key: string
  value: Uint8Array | null
  count: Generated<number>
  /** Gone from here on. */
  expires: Time
}
