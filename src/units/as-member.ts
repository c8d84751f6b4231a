import type { CommandResult, Moment } from '../turn/room.ts'
import { registrationFrame, type UnitCommandDependencies } from './unit-commands.ts'
import type { Membership } from './unit-store.ts'

/** Whoever is not registered yet registers first and goes straight on to what they wanted, the command `then`. */
export async function asMember(
  deps: Pick<UnitCommandDependencies, 'campaign' | 'shelf' | 'drafts' | 'units'>,
  moment: Moment,
  then: string,
  run: (present: Membership) => Promise<CommandResult>,
): Promise<CommandResult> {
  const present = await deps.units.membershipOf(moment.person)
  if (present) return run(present)
  return { say: [{ phrase: 'member.first' }], start: await registrationFrame(deps, moment, then) }
}
