import { addDays } from '../../campaign/civil-date.ts'
import type { CivilDate } from '../../lib/clock.ts'
import type { Retention } from '../settings-content.ts'

/** The day from which on a contact or link is gone. An open case keeps it, but never longer than `longest`. */
export function destroyOn(
  kept: 'contact' | 'link',
  days: { receivedOn: CivilDate; overOn: CivilDate | null },
  retention: Retention,
): CivilDate {
  const latest = addDays(days.receivedOn, retention.longest)
  if (days.overOn === null) return latest
  const afterwards = addDays(days.overOn, retention[kept])
  return afterwards < latest ? afterwards : latest
}
