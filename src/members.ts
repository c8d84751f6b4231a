import { readConfig } from './config.ts'
import { AppError } from './errors.ts'
import { systemClock } from './lib/clock.ts'
import { newId, systemRandom } from './lib/random.ts'
import { runCommand } from './run-command.ts'
import { createSeal } from './storage/seal.ts'
import { withDatabase } from './storage/with-database.ts'
import { createDraftStore } from './units/draft-store.ts'
import { maskedPhone } from './units/masked-phone.ts'
import { createMemberStore, type MemberChange, type NamedMember } from './units/member-store.ts'
import { createUnitStore } from './units/unit-store.ts'

/** As much of a member's id as tells one from another and can be copied by hand. */
const SHOWN = 8

/**
 * `npm run members -- <credit code> [lead|remove <member>]`: who acts for a unit, and a change of it that the bureau
 * orders, where somebody holds a unit who should not. Runs beside the server, with its environment.
 */
async function main(): Promise<void> {
  const [creditCode = '', what, memberId = ''] = process.argv.slice(2)
  const config = readConfig()
  await withDatabase(config.databaseUrl, async database => {
    const seal = createSeal(config.dataKey, systemRandom)
    const members = createMemberStore(database, seal)
    const known = await createUnitStore(database, seal).byCreditCode(creditCode.toUpperCase())
    if (!known) throw wrong('no unit with this credit code')
    const { id: unitId, name } = known.unit
    if (what !== undefined) {
      const present = await members.of(unitId)
      const change = { memberId: idOf(present, memberId), what: changeOf(what) }
      const under = { message: newId(systemRandom), at: systemClock.now() }
      if ((await members.order(unitId, change, under)) === 'gone') throw wrong(`${memberId} has just left`)
      const person = present.find(({ id }) => id === change.memberId)?.person
      if (change.what === 'remove' && person) await createDraftStore(database, seal).drop(person)
    }
    process.stdout.write(`${[name, ...(await members.of(unitId)).map(lineOf)].join('\n')}\n`)
  })
}

function changeOf(what: string): MemberChange['what'] {
  if (what === 'lead' || what === 'remove') return what
  throw wrong(`${what} is not known`)
}

function idOf(members: NamedMember[], shown: string): string {
  const [only, another] = members.filter(({ id }) => shown !== '' && id.startsWith(shown))
  if (!only || another) throw wrong(`the unit has no member ${shown}`)
  return only.id
}

function lineOf({ id, role, contact }: NamedMember): string {
  return `  ${id.slice(0, SHOWN)}  ${role.padEnd(5)}  ${contact ? `${contact.name}  ${maskedPhone(contact.phone)}` : ''}`
}

function wrong(fault: string): AppError {
  return new AppError('config-bad', `${fault}; type npm run members -- <credit code> [lead|remove <member>]`)
}

runCommand(main, 'the members could not be read')
