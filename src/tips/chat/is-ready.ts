import { toAppError } from '../../errors.ts'
import type { Log } from '../../lib/logger.ts'
import type { TipIntake } from '../tip.ts'

/** Whether a tip can be begun; not where the store cannot say. */
export async function isReady({
  intake,
  log,
}: {
  intake: Pick<TipIntake, 'ready'>
  log: Log
}): Promise<boolean> {
  try {
    return await intake.ready()
  } catch (thrown) {
    log.error({ code: toAppError(thrown).code, err: thrown }, 'no tips can be taken')
    return false
  }
}
