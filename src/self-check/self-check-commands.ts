import type { Say } from '../dialog/answer.ts'
import { isAnswered } from '../dialog/place.ts'
import { walk } from '../dialog/walk.ts'
import type { Command, CommandResult, Moment } from '../turn/room.ts'
import { asChecked } from '../units/as-member.ts'
import { REGISTER } from '../units/registration.ts'
import type { UnitCommandDependencies } from '../units/unit-commands.ts'
import type { Membership } from '../units/unit-store.ts'
import { rectifyFrame } from './rectify-room.ts'
import { createSelfCheckRecord, type SelfCheckNow } from './self-check-record.ts'
import type { SelfCheckDependencies } from './self-check-room.ts'

type Dependencies = SelfCheckDependencies & Pick<UnitCommandDependencies, 'shelf' | 'drafts'>

/** 自查 继续 整改. */
export function createSelfCheckCommands(deps: Dependencies): Record<string, Command> {
  const { campaign, shelf, selfChecks, units, drafts } = deps
  const record = createSelfCheckRecord(deps)

  return {
    'self-check': moment => asChecked(deps, moment, 'self-check', present => begin(present, moment)),
    continue: async moment => {
      if (!(await hasBegun(moment))) return { say: [{ phrase: 'resume.none' }] }
      return asChecked(deps, moment, 'self-check', present => begin(present, moment))
    },

    rectify: moment =>
      asChecked(deps, moment, 'self-check', async ({ unit }) => {
        const open = await selfChecks.openProblems(campaign.id, unit.id)
        if (open.length === 0) return { say: [{ phrase: 'rectify.none' }] }
        return { say: [], start: rectifyFrame(shelf.current('rectify'), open) }
      }),
  }

  /** Whoever has no unit and registers none may have come for a tip that is gone: they are not led into registering. */
  async function hasBegun({ person }: Moment): Promise<boolean> {
    return (await units.membershipOf(person)) !== null || (await drafts.find(person, REGISTER)) !== null
  }

  async function begin(present: Membership, moment: Moment): Promise<CommandResult> {
    const now = await record.open(present, moment)
    const { frame, filed } = now
    return { say: sayBegin(now), start: { ...frame, finished: filed !== null } }
  }

  function sayBegin({ script, frame, filed }: SelfCheckNow): Say[] {
    if (filed)
      return [{ phrase: 'self-check.again', values: { version: filed.version, receipt: filed.receipt } }]
    const done = walk(script, frame).filter(place => isAnswered(place, frame)).length
    return done === 0 ? [] : [{ phrase: 'self-check.resumed', values: { done } }]
  }
}
