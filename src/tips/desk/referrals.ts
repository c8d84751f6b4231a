import { newId } from '../../lib/random.ts'
import { recipientOf } from '../age-identity.ts'
import { stepped } from '../case/flow.ts'
import { MESSAGE_BLOCK } from '../content.ts'
import { openTo } from '../keys/open-to.ts'
import { writePadded } from '../padded-json.ts'
import { sealTo } from '../sealing.ts'
import type { ReferralKind } from '../tip.ts'
import { act, type Plan } from './act.ts'
import type { CaseDesk, Refused } from './case-desk.ts'
import { withStep } from './case-steps.ts'
import { type DeskContext, standingOf, type TipRow } from './desk-context.ts'
import { no } from './no.ts'

/**
 * 移送 (notice 四（三）): to the market regulator at once, to the police once somebody other than the proposer has approved; then the
 * receipt (回执) that comes back.
 */
export function referrals(desk: DeskContext): Pick<CaseDesk, 'refer' | 'approve' | 'receipt'> {
  return {
    async refer(ref, kind, target) {
      if (!target.trim()) return no('no-words')
      const isProposal = kind === 'police'
      return act(desk, ref, isProposal ? 'propose-referral' : 'refer', tip =>
        propose(desk, tip, kind, target.trim()),
      )
    },

    approve: (ref, id) =>
      act(desk, ref, 'refer', async tip => {
        const referral = await referralOf(tip, id)
        if (referral?.state !== 'proposed') return no('nothing')
        if (referral.proposed_by === desk.actor.name)
          return no((await hasOthers(desk, tip)) ? 'not-yours' : 'nobody-else')
        const set = { state: 'referred', approved_by: desk.actor.name, referred_on: desk.today() }
        return withStep(desk, tip, 'refer', { also: trx => update(trx, id, set) })
      }),

    receipt: (ref, id, words) =>
      act(desk, ref, 'receipt', async tip => {
        const referral = await referralOf(tip, id)
        if (referral?.state !== 'referred') return no('nothing')
        const set = { state: 'received', receipt_on: desk.today() }
        return { note: words.trim(), also: trx => update(trx, id, set) }
      }),
  }

  function referralOf(tip: TipRow, id: string) {
    return desk.database.db
      .selectFrom('tip_referrals')
      .select(['state', 'proposed_by'])
      .where('tip', '=', tip.number)
      .where('id', '=', id)
      .executeTakeFirst()
  }
}

/** Whether anybody else has a key that this tip is for. */
async function hasOthers(desk: DeskContext, { bureau, custodian_only }: TipRow): Promise<boolean> {
  const own = await recipientOf(desk.actor.identity)
  const routing = { bureau, custodianOnly: custodian_only === 1 }
  return openTo(await desk.recipients(), routing, desk.campaign).some(recipient => recipient !== own)
}

type Trx = Parameters<NonNullable<Plan['also']>>[0]

async function update(
  trx: Trx,
  id: string,
  set: { state: string; approved_by?: string; referred_on?: string; receipt_on?: string },
): Promise<void> {
  await trx.updateTable('tip_referrals').set(set).where('id', '=', id).execute()
}

async function propose(
  desk: DeskContext,
  tip: TipRow,
  kind: ReferralKind,
  target: string,
): Promise<Plan | Refused> {
  const isProposal = kind === 'police'
  const allowed = stepped(standingOf(tip), 'refer', desk.today(), desk.settings.clocks)
  if (typeof allowed === 'string') return no(allowed)
  if (isProposal && !(await hasOthers(desk, tip))) return no('nobody-else')
  const row = {
    id: newId(desk.random),
    tip: tip.number,
    kind,
    state: isProposal ? 'proposed' : 'referred',
    proposed_by: desk.actor.name,
    approved_by: null,
    referred_on: isProposal ? null : desk.today(),
    receipt_on: null,
    body: await sealTo([tip.tip_recipient], writePadded(target, MESSAGE_BLOCK)),
  }
  const also: Plan['also'] = async (trx, version) => {
    await trx
      .insertInto('tip_referrals')
      .values({ ...row, version })
      .execute()
  }
  return isProposal ? { also } : withStep(desk, tip, 'refer', { also })
}
