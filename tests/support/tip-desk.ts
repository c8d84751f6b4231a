import { toCivil } from '../../src/campaign/civil-date.ts'
import type { Config } from '../../src/config.ts'
import type { Clock } from '../../src/lib/clock.ts'
import { systemRandom } from '../../src/lib/random.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { createSeal } from '../../src/storage/seal.ts'
import type { CaseDesk } from '../../src/tips/desk/case-desk.ts'
import { signIn } from '../../src/tips/desk/sign-in.ts'
import { readIdentity } from '../../src/tips/keys/identity-file.ts'
import { NO_RECIPIENTS } from '../../src/tips/keys/recipients-content.ts'
import { readRecipients } from '../../src/tips/keys/recipients-file.ts'
import { trialKeyFile } from '../../src/tips/keys/trial-keys.ts'
import { createUnitStore } from '../../src/units/unit-store.ts'
import { content } from './content.ts'

/** Works at the desk beside a product with this configuration, as `npm run desk` does. */
export async function atDesk<T>(
  { databaseUrl, dataKey, recipientsFile }: Pick<Config, 'databaseUrl' | 'dataKey' | 'recipientsFile'>,
  clock: Clock,
  holder: string,
  work: (desk: CaseDesk) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(databaseUrl)
  try {
    const identity = await readIdentity(trialKeyFile(recipientsFile, holder), async () => '')
    const desk = await signIn(
      {
        database,
        campaign: content.campaign,
        settings: content.tipSettings,
        units: createUnitStore(database, createSeal(dataKey, systemRandom)),
        recipients: async () => (await readRecipients(recipientsFile)) ?? NO_RECIPIENTS,
        random: systemRandom,
        now: clock.now,
        today: () => toCivil(clock.now()),
      },
      identity,
    )
    if (!desk) throw new Error(`${holder} is not let in`)
    return await work(desk)
  } finally {
    await database.close()
  }
}
