import type { Campaign } from '../campaign/content.ts'
import type { Say } from '../dialog/answer.ts'
import { isAnswered, isMissing } from '../dialog/place.ts'
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
    const { selfCheck, script, frame, filed } = await record.read(unit)
    const places = walk(script, frame)
    if (filed)
      return [
        { phrase: 'progress.filed', values: filedValues(filed) },
        ...(await sayProblems(unit, filed.problems)),
        ...sayUnsettled(filed),
        ...sayMissing(places.filter(place => isMissing(place, frame)).length),
      ]
    const isStarted = places.some(place => isAnswered(place, frame))
    if (!isStarted && selfCheck && selfCheck.version > 0)
      return [{ phrase: 'progress.other-kind', values: { version: selfCheck.version } }]
    if (!isStarted) return [{ phrase: 'progress.not-started' }]
    return [{ phrase: 'progress.started', values: countsOf(frame, places) }]
  }

  async function sayProblems(unit: Unit, problems: number): Promise<Say[]> {
    if (problems === 0) return []
    const open = (await selfChecks.openProblems(campaign.id, unit.id)).length
    const phrase = open > 0 ? 'progress.problems' : 'progress.all-closed'
    return [{ phrase, values: { problems, open, closed: problems - open } }]
  }
}

/** After a filing: what an answer changed since, or another registration, has made a question of. */
function sayMissing(missing: number): Say[] {
  return missing > 0 ? [{ phrase: 'progress.missing', values: { missing } }] : []
}
