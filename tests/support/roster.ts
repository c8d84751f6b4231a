import type { Database } from '../../src/storage/database.ts'
import type { Seal } from '../../src/storage/seal.ts'
import { createCodeList } from '../../src/units/roster/code-list.ts'
import { importRoster } from '../../src/units/roster/import-roster.ts'
import { createReadRow } from '../../src/units/roster/read-row.ts'
import { createRosterStore } from '../../src/units/roster/roster-store.ts'
import { tableRows } from '../../src/units/roster/table-rows.ts'
import { content } from './content.ts'
import { seededRandom } from './world.ts'

/** The roster of a product, worked on beside it as `npm run roster` does. */
export function rosterOf(database: Database, seal: Seal) {
  return {
    /** Puts the units of a table on it. */
    async take(file: string, at: number): Promise<void> {
      await importRoster(
        {
          store: createRosterStore({ database, seal, random: seededRandom(file) }),
          readRow: createReadRow(content.campaign, content.scripts.get('register')!),
          content: content.roster,
          tell: fault => {
            throw new Error(JSON.stringify(fault))
          },
        },
        tableRows(file),
        { at, isDry: false },
      )
    },
    /** The binding code of a unit, by its name. */
    async codeOf(unit: string): Promise<string> {
      for await (const { name, code } of createCodeList(database, seal).codes(null))
        if (name === unit) return code
      throw new Error(`${unit} is not on the roster`)
    },
  }
}
