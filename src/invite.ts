import { readConfig } from './config.ts'
import { AppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { legibleCode, systemRandom } from './lib/random.ts'
import { runCommand } from './run-command.ts'
import { createSeal } from './storage/seal.ts'
import { withDatabase } from './storage/with-database.ts'
import { CODE_LENGTH, INVITE_DAYS, keyOf, showCode } from './units/code.ts'
import { createUnitStore } from './units/unit-store.ts'

/**
 * `npm run invite -- <credit code>`: an invite from the operator, for a unit whose members are all gone and who has
 * shown the bureau who they are. Runs beside the server, with its environment.
 */
async function main(): Promise<void> {
  const creditCode = process.argv[2]?.toUpperCase() ?? ''
  const config = readConfig()
  await withDatabase(config.databaseUrl, async database => {
    const seal = createSeal(config.dataKey, systemRandom)
    const units = createUnitStore(database, seal)
    const known = await units.byCreditCode(creditCode)
    if (!known)
      throw new AppError(
        'config-bad',
        'no unit with this credit code; type npm run invite -- <18 characters>',
      )
    const code = legibleCode(systemRandom, CODE_LENGTH)
    const now = systemClock.now()
    await units.invite(
      keyOf(seal, code).invite,
      { id: 'operator', unitId: known.unit.id },
      now,
      now + INVITE_DAYS * 86_400_000,
    )
    process.stdout.write(`${known.unit.name}: ${showCode(code)} (${INVITE_DAYS} days, one use)\n`)
  })
}

runCommand(main, 'the invite could not be made')
