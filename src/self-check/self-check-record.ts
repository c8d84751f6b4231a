import type { Campaign } from '../campaign/content.ts'
import type { Frame } from '../dialog/frame.ts'
import type { Script } from '../dialog/script.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Moment, Shelf } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import type { Membership } from '../units/unit-store.ts'
import { selfCheckFrame } from './file-self-check.ts'
import type { Filed } from './file-version.ts'
import { scriptFor } from './script-for.ts'
import type { SelfCheck, SelfCheckStore } from './self-check-store.ts'

/** A unit's self-check as it stands in the record. */
export type SelfCheckNow = {
  /** Null while none is begun; its frame has no answers then, and the subject ''. */
  selfCheck: SelfCheck | null
  script: Script
  frame: Frame & { subject: string }
  /** The last version, where it was filed as the kind of unit that it is. */
  filed: Filed | null
}

export interface SelfCheckRecord {
  /** Looks, and changes nothing. */
  read(unit: Unit): Promise<SelfCheckNow>
  /** Begins one where there is none, and a new version with today's questions where the last one is filed. */
  open(present: Membership, moment: Moment): Promise<SelfCheckNow & { selfCheck: SelfCheck }>
}

type Dependencies = { campaign: Campaign; shelf: Shelf; selfChecks: SelfCheckStore; random: Random }

export function createSelfCheckRecord({
  campaign,
  shelf,
  selfChecks,
  random,
}: Dependencies): SelfCheckRecord {
  return {
    async read(unit) {
      const selfCheck = await selfChecks.find(campaign.id, unit.id)
      const script = await scriptFor(shelf, unit, selfCheck)
      if (!selfCheck) return { selfCheck, script, frame: selfCheckFrame('', script, unit, {}), filed: null }
      return standing(selfCheck, script, unit)
    },

    async open({ unit, member }, moment) {
      const today = await scriptFor(shelf, unit, null)
      const selfCheck = await selfChecks.open({
        id: newId(random),
        campaign: campaign.id,
        unitId: unit.id,
        subject: unit.subject,
        script: today.hash,
        memberId: member.id,
        at: moment.now,
      })
      const script = await scriptFor(shelf, unit, selfCheck)
      if (script.hash !== selfCheck.script) await selfChecks.repin(selfCheck.id, script.hash)
      return standing(selfCheck, script, unit)
    },
  }

  async function standing(selfCheck: SelfCheck, script: Script, unit: Unit) {
    const frame = selfCheckFrame(selfCheck.id, script, unit, await selfChecks.answers(selfCheck.id))
    const last = await selfChecks.lastFiling(selfCheck.id)
    return { selfCheck, script, frame, filed: last?.subject === unit.subject ? last : null }
  }
}
