import type { Say } from '../dialog/answer.ts'
import type { Moment } from '../turn/room.ts'
import type { Membership } from '../units/unit-store.ts'
import { sayHandOver } from './duty.ts'
import type { Submission } from './file-self-check.ts'
import type { SelfCheckDependencies } from './self-check-room.ts'

type Dependencies = Pick<SelfCheckDependencies, 'campaign' | 'calendar' | 'deliveries' | 'linkTo'>

/** Whatever files a version hands its papers over: where they are, what to stamp and to whom it goes. */
export async function handOver(
  deps: Dependencies,
  { unit, member }: Membership,
  submission: Submission,
  moment: Moment,
): Promise<Say[]> {
  const brought = await deps.deliveries.versionBrought(deps.campaign.id, unit.id)
  const papers = await deps.linkTo(member.id, submission.filed.receipt, moment.message)
  return sayHandOver(deps, unit, submission, { brought, papers }, moment.today)
}
