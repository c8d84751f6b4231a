import { cityBureau } from '../../campaign/bureaus.ts'
import { isOver } from '../case/flow.ts'
import { noteOnTip, REPORTER } from '../change-tip.ts'
import { openTo } from '../keys/open-to.ts'
import { sealTo } from '../sealing.ts'
import { survivorOf } from '../supplement.ts'
import { act } from './act.ts'
import type { CaseDesk } from './case-desk.ts'
import { setDestruction } from './case-steps.ts'
import { type DeskContext, standingOf, tipIdentity, tipRow } from './desk-context.ts'
import { toLineOf } from './lines.ts'
import { no } from './no.ts'

/** Tips that belong together, and tips that belong to somebody else. */
export function handOver(desk: DeskContext): Pick<CaseDesk, 'merge' | 'reroute'> {
  const { campaign } = desk
  return {
    /** The reporter keeps the own number and code, and sees the state of the surviving tip, where its news lies too if that has the same handlers. */
    merge: (ref, into) =>
      act(desk, ref, 'merge', async tip => {
        const target = await tipRow(desk, into)
        if (!target) return no('unknown')
        const survivor = target.merged_into ?? target.number
        if (tip.merged_into) return no('merged')
        if (survivor === tip.number) return no('not-now')
        const day = desk.today()
        const { hasNews } = await toLineOf(desk, tip)
        return {
          changes: { merged_into: survivor },
          notice: 'state',
          async also(trx) {
            const merged = { merged_into: survivor }
            await trx.updateTable('tips').set(merged).where('merged_into', '=', tip.number).execute()
            await noteOnTip(trx, survivor, { day, actor: desk.actor.name, action: 'merge-in' })
            if (hasNews && (await survivorOf(trx, tip.number)))
              await noteOnTip(trx, survivor, { day, actor: REPORTER, action: 'supplement' })
            const { state, since } = standingOf(target)
            await setDestruction(trx, desk, survivor, isOver(state) ? since : null)
          },
        }
      }),

    async reroute(ref, to, reason) {
      if (!reason.trim()) return no('no-words')
      return act(desk, ref, 'reroute', async tip => {
        const custodianOnly = to === 'custodian'
        const bureau = custodianOnly ? cityBureau(campaign).id : to
        if (!campaign.bureaus.some(({ id }) => id === bureau)) return no('nothing')
        const readers = openTo(await desk.recipients(), { bureau, custodianOnly }, campaign)
        if (readers.length === 0) return no('no-handler')
        const identity = await tipIdentity(desk, tip)
        if (!identity) return no('no-key')
        const tip_key = await sealTo(readers, Buffer.from(identity))
        return { changes: { bureau, custodian_only: Number(custodianOnly), tip_key }, note: reason.trim() }
      })
    },
  }
}
