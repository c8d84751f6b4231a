import type { FailureKind } from '../../delivery/channel.ts'
import type { Log } from '../../lib/logger.ts'
import type { ApiFailure } from './failures.ts'
import { remedyOf } from './remedies.ts'
import type { Stops } from './stops.ts'
import type { Tell } from './tell.ts'

/** What a failure leaves behind: in the log, with the operator, and for the next call. */
export type Report = (failure: ApiFailure) => Promise<void>

const FOR_OPERATOR = new Set<FailureKind>(['ip', 'config', 'quota', 'unauthorized', 'restricted'])

/** Failures about one recipient belong to the caller: the log has nothing of them. */
const FOR_CALLER = new Set<FailureKind>([
  'person-gone',
  'person-refuses',
  'window-closed',
  'count-used',
  'not-subscribed',
])

/** `deny` hears the path of an API that the account may not use. */
export function createReport(parts: {
  log: Log
  tell: Tell
  stops: Stops
  deny: (path: string) => Promise<void>
}): Report {
  const { log, tell, stops, deny } = parts
  return async failure => {
    const { kind, errcode, path, hints } = failure
    if (kind === 'quota') await stops.stop(path)
    if (kind === 'unauthorized') await deny(path)
    if (FOR_OPERATOR.has(kind)) await tell({ code: errcode, remedy: remedyOf(failure) })
    else if (kind === 'invalid') log.error(fields(failure), 'WeChat refuses what was sent')
    else if (!FOR_CALLER.has(kind))
      log.warn({ kind, code: errcode, path, ...hints }, 'a call of WeChat failed')
  }
}

/** Where the fault lies; nothing of what was sent. */
function fields({ errcode, path, hints }: ApiFailure): object {
  return { code: errcode, path, field: hints.field, rid: hints.rid }
}
