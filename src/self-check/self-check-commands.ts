import type { Say } from '../dialog/answer.ts'
import type { Frame } from '../dialog/frame.ts'
import { countsOf } from '../dialog/review.ts'
import { walk } from '../dialog/walk.ts'
import type { Command, CommandResult, Moment } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import { registrationFrame, type UnitCommandDependencies } from '../units/unit-commands.ts'
import type { Membership } from '../units/unit-store.ts'
import { beginDelivery } from './delivery-room.ts'
import { checkedState, filedValues, sayDuties, sayUnsettled } from './duty.ts'
import type { Filed } from './file-version.ts'
import { rectifyFrame } from './rectify-room.ts'
import { createSelfCheckRecord } from './self-check-record.ts'
import type { SelfCheckDependencies } from './self-check-room.ts'

type Dependencies = SelfCheckDependencies & UnitCommandDependencies

/** 自查 继续 整改 交件 进度. */
export function createSelfCheckCommands(deps: Dependencies): Record<string, Command> {
  const { campaign, shelf, selfChecks, units, deliveries } = deps
  const record = createSelfCheckRecord(deps)

  return {
    'self-check': moment => asMember(moment, 'self-check', present => begin(present, moment)),
    continue: moment => asMember(moment, 'self-check', present => begin(present, moment)),

    rectify: moment =>
      asMember(moment, 'self-check', async ({ unit }) => {
        const open = await selfChecks.openProblems(campaign.id, unit.id)
        if (open.length === 0) return { say: [{ phrase: 'rectify.none' }] }
        return { say: [], start: rectifyFrame(shelf.current('rectify'), open) }
      }),

    deliver: moment => asMember(moment, 'deliver', present => beginDelivery(deps, present, moment)),

    progress: async moment => {
      const present = await units.membershipOf(moment.person)
      return {
        say: present ? await sayProgress(present.unit, moment) : [{ phrase: 'progress.unregistered' }],
      }
    },
  }

  /** Whoever is not registered yet registers first and goes straight on to what they wanted. */
  async function asMember(
    moment: Moment,
    then: string,
    run: (present: Membership) => Promise<CommandResult>,
  ): Promise<CommandResult> {
    const present = await units.membershipOf(moment.person)
    if (present) return run(present)
    return { say: [{ phrase: 'member.first' }], start: await registrationFrame(deps, moment, then) }
  }

  async function begin(present: Membership, moment: Moment): Promise<CommandResult> {
    const { frame, filed } = await record.open(present, moment)
    return { say: sayBegin(frame, filed), start: frame }
  }

  function sayBegin({ answers }: Frame, filed: Filed | null): Say[] {
    if (filed)
      return [{ phrase: 'self-check.again', values: { version: filed.version, receipt: filed.receipt } }]
    const done = Object.keys(answers).length
    return done === 0 ? [] : [{ phrase: 'self-check.resumed', values: { done } }]
  }

  async function sayProblems(unit: Unit, problems: number): Promise<Say[]> {
    if (problems === 0) return []
    const open = (await selfChecks.openProblems(campaign.id, unit.id)).length
    const phrase = open > 0 ? 'progress.problems' : 'progress.all-closed'
    return [{ phrase, values: { problems, open, closed: problems - open } }]
  }

  async function sayProgress(unit: Unit, moment: Moment): Promise<Say[]> {
    const { script, frame, filed } = await record.read(unit)
    const head: Say = { phrase: 'progress.unit', values: { unit: unit.name } }
    if (filed) {
      const state = checkedState(deps, filed, await deliveries.isDelivered(campaign.id, unit.id))
      const duties = sayDuties(deps, unit, state, filed.receipt, moment.today)
      const done: Say = { phrase: 'progress.filed', values: filedValues(filed) }
      return [head, done, ...(await sayProblems(unit, filed.problems)), ...sayUnsettled(filed), ...duties]
    }
    const started = Object.keys(frame.answers).length > 0
    const duties = sayDuties(deps, unit, { filed: false, problems: 0, started }, '', moment.today)
    const done: Say = started
      ? { phrase: 'progress.started', values: countsOf(frame, walk(script, frame)) }
      : { phrase: 'progress.not-started' }
    return [head, done, ...duties]
  }
}
