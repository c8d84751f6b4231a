import type { CommandResult, Moment } from '../turn/room.ts'
import { registrationFrame, type UnitCommandDependencies } from './unit-commands.ts'
import type { Membership } from './unit-store.ts'

type Dependencies = Pick<UnitCommandDependencies, 'campaign' | 'shelf' | 'drafts' | 'units'>

type Run = (present: Membership) => Promise<CommandResult>

/** Whoever is not registered yet registers first and goes straight on to what they wanted, the command `then`. */
export async function asMember(
  deps: Dependencies,
  moment: Moment,
  then: string,
  run: Run,
): Promise<CommandResult> {
  const present = await deps.units.membershipOf(moment.person)
  if (present) return run(present)
  return { say: [{ phrase: 'member.first' }], start: await registrationFrame(deps, moment, then) }
}

/** For what only a unit with a checklist does: a county bureau is told what is its own. */
export function asChecked(
  deps: Dependencies,
  moment: Moment,
  then: string,
  run: Run,
): Promise<CommandResult> {
  return asMember(deps, moment, then, async present =>
    present.unit.subject === 'county-bureau' ? notTheirs(present) : run(present),
  )
}

/** What a member of a county bureau hears where the others check themselves. */
export function notTheirs({ unit }: Membership): CommandResult {
  return { say: [{ phrase: 'member.county-bureau', values: { unit: unit.name } }] }
}
