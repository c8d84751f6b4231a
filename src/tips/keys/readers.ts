import type { Campaign } from '../../campaign/content.ts'
import { toAppError } from '../../errors.ts'
import type { Log } from '../../lib/logger.ts'
import { intakeFault } from './open-to.ts'
import type { Recipients } from './recipients-content.ts'
import { readRecipients } from './recipients-file.ts'

/** Today's recipients, read anew each time: a key that was changed counts at once. Null while tips are not taken. */
export type Readers = () => Promise<Recipients | null>

type ReaderDependencies = {
  file: string
  campaign: Campaign
  /** Why no tips can be taken whoever may read them; none where nothing is in their way. */
  obstacle?: string | null
  log: Log
}

/** Tells the operator why tips are not taken, once for each reason. */
export function createReaders(deps: ReaderDependencies): Readers {
  let told: string | null = null
  return async () => {
    const { recipients, fault } = await look(deps)
    if (fault && fault !== told) deps.log.warn({}, `tip-offs are not taken, the hotline is given: ${fault}`)
    told = fault
    return fault ? null : recipients
  }
}

async function look({ file, campaign, obstacle }: ReaderDependencies) {
  try {
    const recipients = await readRecipients(file)
    return { recipients, fault: intakeFault(recipients, campaign) ?? obstacle ?? null }
  } catch (thrown) {
    return { recipients: null, fault: toAppError(thrown).message }
  }
}
