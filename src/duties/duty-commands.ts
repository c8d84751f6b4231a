import type { Say } from '../dialog/answer.ts'
import type { Speak } from '../dialog/fill.ts'
import { beginDelivery, type DeliveryDependencies } from '../self-check/delivery-room.ts'
import type { Progress } from '../self-check/say-progress.ts'
import type { Command, CommandResult, Moment } from '../turn/room.ts'
import { asMember } from '../units/as-member.ts'
import type { Membership } from '../units/unit-store.ts'
import { type DutyDesk, fitDuties } from './duty-desk.ts'
import { reportFrame } from './report-room.ts'

type Dependencies = DeliveryDependencies & { desk: DutyDesk; progress: Progress; speak: Speak }

/** 我的任务 进度 交件. */
export function createDutyCommands(deps: Dependencies): Record<string, Command> {
  const { units, desk, progress, shelf, speak } = deps

  return {
    tasks: async moment => {
      const present = await units.membershipOf(moment.person)
      return { say: [present ? await sayTasks(present, moment) : { phrase: 'tasks.unregistered' }] }
    },

    progress: async moment => {
      const present = await units.membershipOf(moment.person)
      return { say: present ? await sayProgress(present, moment) : [{ phrase: 'progress.unregistered' }] }
    },

    deliver: moment => asMember(deps, moment, 'deliver', present => deliver(present, moment)),
  }

  async function deliver(present: Membership, moment: Moment): Promise<CommandResult> {
    if (present.unit.subject !== 'county-bureau') return beginDelivery(deps, present, moment)
    return { say: [], start: reportFrame(shelf, present.unit) }
  }

  async function sayTasks({ unit }: Membership, { today }: Moment): Promise<Say> {
    const spoken = await desk.of(unit, today)
    const phrase = spoken.some(({ toDo }) => toDo) ? 'tasks.list' : 'tasks.none'
    return { phrase, values: { unit: unit.name, rows: fitDuties(spoken, speak) } }
  }

  /** Where the self-check stands is told by itself. */
  async function sayProgress({ unit }: Membership, { today }: Moment): Promise<Say[]> {
    const head: Say = { phrase: 'progress.unit', values: { unit: unit.name } }
    const rest = (await desk.of(unit, today)).filter(({ duty }) => duty.kind !== 'self-check')
    const duties: Say[] =
      rest.length > 0 ? [{ phrase: 'progress.duties', values: { rows: fitDuties(rest, speak) } }] : []
    return [head, ...(await progress(unit)), ...duties]
  }
}
