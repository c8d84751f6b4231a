import type { Campaign } from './campaign/content.ts'
import type { Instant } from './lib/clock.ts'
import type { Random } from './lib/random.ts'
import { exampleRoster } from './simulator/example-roster.ts'
import type { Database } from './storage/database.ts'
import type { Seal } from './storage/seal.ts'
import { createCodeList } from './units/roster/code-list.ts'
import { rosterEntry } from './units/roster/roster-entry.ts'
import { createRosterStore } from './units/roster/roster-store.ts'

type Parts = { database: Database; seal: Seal; random: Random; campaign: Campaign; at: Instant }

/** What can be scanned in the simulator. */
export type ExampleCode = { name: string; scene: string }

/** On a roster that is still empty, a few invented units; the codes of those and of the county bureaus. */
export async function openExampleRoster({
  database,
  seal,
  random,
  campaign,
  at,
}: Parts): Promise<ExampleCode[]> {
  const store = createRosterStore({ database, seal, random })
  const examples = exampleRoster(campaign)
  if ((await store.count()) === 0)
    await store.list(
      examples.map(answers => rosterEntry(campaign, answers)),
      at,
      false,
    )
  const codes: ExampleCode[] = []
  const offered = new Set(examples.map(answers => answers['credit-code']))
  for await (const { name, creditCode, scene } of createCodeList(database, seal).codes(null))
    if (offered.has(creditCode) || creditCode.startsWith('bureau:')) codes.push({ name, scene })
  return codes
}
