import type { Say } from '../dialog/answer.ts'
import type { Frame } from '../dialog/frame.ts'
import { countsOf } from '../dialog/review.ts'
import type { Script } from '../dialog/script.ts'
import { walk } from '../dialog/walk.ts'
import { newId } from '../lib/random.ts'
import type { Command, CommandResult, Moment } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import { registrationFrame, type UnitCommandDependencies } from '../units/unit-commands.ts'
import type { Membership } from '../units/unit-store.ts'
import { beginDelivery } from './delivery-room.ts'
import { checkedState, filedValues, sayDuties } from './duty.ts'
import { selfCheckFrame } from './file-self-check.ts'
import { rectifyFrame } from './rectify-room.ts'
import type { SelfCheckDependencies } from './self-check-room.ts'
import type { SelfCheck } from './self-check-store.ts'

type Dependencies = SelfCheckDependencies & UnitCommandDependencies

/** 自查 继续 整改 交件 进度. */
export function createSelfCheckCommands(deps: Dependencies): Record<string, Command> {
  const { campaign, shelf, selfChecks, units, random } = deps

  return {
    'self-check': moment => asMember(moment, 'self-check', present => begin(present, moment)),
    continue: moment => asMember(moment, 'self-check', present => begin(present, moment)),

    rectify: moment =>
      asMember(moment, 'self-check', async ({ unit }) => {
        const open = await selfChecks.openProblems(unit.id)
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

  async function begin({ unit, member }: Membership, moment: Moment): Promise<CommandResult> {
    const current = shelf.current(scriptName(unit))
    const selfCheck = await selfChecks.open({
      id: newId(random),
      campaign: campaign.id,
      unitId: unit.id,
      subject: unit.subject,
      script: current.hash,
      memberId: member.id,
      at: moment.now,
    })
    const script = await scriptFor(selfCheck, current)
    const answers = await selfChecks.answers(selfCheck.id)
    return {
      say: await sayBegin(selfCheck, answers),
      start: selfCheckFrame(selfCheck.id, script, unit, answers),
    }
  }

  /** A version being written stays with the questions it began with; a new version begins with today's. */
  async function scriptFor(selfCheck: SelfCheck, current: Script): Promise<Script> {
    if (selfCheck.script === current.hash) return current
    if (selfCheck.version === 0) return (await shelf.byHash(selfCheck.script)) ?? current
    await selfChecks.repin(selfCheck.id, current.hash)
    return current
  }

  async function sayBegin(selfCheck: SelfCheck, answers: Frame['answers']): Promise<Say[]> {
    if (selfCheck.version === 0) {
      return Object.keys(answers).length === 0
        ? []
        : [{ phrase: 'self-check.resumed', values: { done: Object.keys(answers).length } }]
    }
    const filed = await selfChecks.lastFiling(selfCheck.id)
    return filed
      ? [{ phrase: 'self-check.again', values: { version: filed.version, receipt: filed.receipt } }]
      : []
  }

  async function sayProblems(unit: Unit, problems: number): Promise<Say[]> {
    if (problems === 0) return []
    const open = (await selfChecks.openProblems(unit.id)).length
    const phrase = open > 0 ? 'progress.problems' : 'progress.all-closed'
    return [{ phrase, values: { problems, open, closed: problems - open } }]
  }

  async function sayProgress(unit: Unit, moment: Moment): Promise<Say[]> {
    const values = { unit: unit.name }
    const selfCheck = await selfChecks.find(campaign.id, unit.id)
    const answers = selfCheck ? await selfChecks.answers(selfCheck.id) : {}
    const filed = selfCheck && (await selfChecks.lastFiling(selfCheck.id))
    const head: Say = { phrase: 'progress.unit', values }
    if (selfCheck && filed) {
      const done: Say = { phrase: 'progress.filed', values: filedValues(filed) }
      return [
        head,
        done,
        ...(await sayProblems(unit, filed.problems)),
        ...sayDuties(
          deps,
          unit,
          checkedState(deps, filed.problems, await deps.deliveries.isDelivered(unit.id)),
          filed.receipt,
          moment.today,
        ),
      ]
    }
    const started = Object.keys(answers).length > 0
    const state = { filed: false, problems: 0, started }
    const duties = sayDuties(deps, unit, state, '', moment.today)
    if (!selfCheck || !started) return [head, { phrase: 'progress.not-started' }, ...duties]
    const script = await scriptFor(selfCheck, shelf.current(scriptName(unit)))
    const frame = selfCheckFrame(selfCheck.id, script, unit, answers)
    return [head, { phrase: 'progress.started', values: countsOf(frame, walk(script, frame)) }, ...duties]
  }
}

export function scriptName(unit: Pick<Unit, 'subject'>): string {
  return `self-check/${unit.subject}`
}
