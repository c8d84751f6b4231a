import type { Campaign } from '../campaign/content.ts'
import type { Say } from '../dialog/answer.ts'
import { countsOf } from '../dialog/review.ts'
import { walk } from '../dialog/walk.ts'
import type { Random } from '../lib/random.ts'
import type { Shelf } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import { filedValues, sayUnsettled } from './duty.ts'
import { createSelfCheckRecord } from './self-check-record.ts'
import type { SelfCheckStore } from './self-check-store.ts'

type Dependencies = { campaign: Campaign; shelf: Shelf; selfChecks: SelfCheckStore; random: Random }

/** How far a unit's self-check and its rectification have come; nothing of a unit that has none. */
export type Progress = (unit: Unit) => Promise<Say[]>

export function createProgress(deps: Dependencies): Progress {
  const { campaign, selfChecks } = deps
  const record = createSelfCheckRecord(deps)

  return async function progress(unit) {
    if (unit.subject === 'county-bureau') return []
    const { script, frame, filed } = await record.read(unit)
    if (filed)
      return [
        { phrase: 'progress.filed', values: filedValues(filed) },
        ...(await sayProblems(unit, filed.problems)),
        ...sayUnsettled(filed),
      ]
    const isStarted = Object.keys(frame.answers).length > 0
    if (!isStarted) return [{ phrase: 'progress.not-started' }]
    return [{ phrase: 'progress.started', values: countsOf(frame, walk(script, frame)) }]
  }

  async function sayProblems(unit: Unit, problems: number): Promise<Say[]> {
    if (problems === 0) return []
    const open = (await selfChecks.openProblems(campaign.id, unit.id)).length
    const phrase = open > 0 ? 'progress.problems' : 'progress.all-closed'
    return [{ phrase, values: { problems, open, closed: problems - open } }]
  }
}
