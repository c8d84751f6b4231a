import type { Frame } from '../dialog/frame.ts'
import { AppError } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import type { Moment } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import { selfCheckFrame } from './file-self-check.ts'
import { type HeardItem, hearItem, type ItemForm } from './hear-item.ts'
import { answersOfItem, isSame } from './item-states.ts'
import type { SelfCheckNow } from './self-check-record.ts'
import { createSelfCheckRoom, type SelfCheckDependencies } from './self-check-room.ts'
import { createSelfCheckStore } from './self-check-store.ts'

/** `conflict`: the record is no longer what the form showed; nothing was written. `standing` is the record before. */
export type SavedItem = { outcome: 'saved' | 'conflict'; standing: Frame; heard: HeardItem }

type Dependencies = SelfCheckDependencies & { database: Database }

/** Someone answered between our look and our writing: everything of this save is undone, and it looks again. */
class Overtaken extends Error {}
const TRIES = 3

/**
 * Records what was changed in one item's form through the room that records answers in chat: all of it, or nothing
 * where someone has answered since the form was made. Throws AppError('not-found') when the membership is over.
 */
export async function saveItem(
  deps: Dependencies,
  { script, frame }: SelfCheckNow,
  unit: Unit,
  form: ItemForm,
  moment: Moment,
): Promise<SavedItem> {
  const { database } = deps
  const attempt = () =>
    database.db.transaction().execute(async trx => {
      const selfChecks = createSelfCheckStore({ ...database, db: trx })
      const answers = await selfChecks.answers(frame.subject)
      const standing = selfCheckFrame(frame.subject, script, unit, answers)
      const heard = hearItem(script, standing, form, moment.today)
      if (isOvertaken(form, standing, heard)) return { outcome: 'conflict', standing, heard } as const
      const room = createSelfCheckRoom({ ...deps, selfChecks })
      for (const change of heard.changes) {
        const outcome = await room.apply({ type: 'answered', ...change }, heard.frame, script, moment)
        if (outcome.finished) throw new AppError('not-found', 'no member any more')
        if (outcome.answers) throw new Overtaken()
      }
      return { outcome: 'saved', standing, heard } as const
    })
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (thrown) {
      if (!(thrown instanceof Overtaken) || tries === TRIES) throw thrown
    }
  }
}

/** The same form sent twice finds its own answers there, and has nothing left to say. */
function isOvertaken(form: ItemForm, standing: Frame, { changes, hints, idle }: HeardItem): boolean {
  if (isSame(form.shown, answersOfItem(standing.answers, form.itemId))) return false
  return changes.length + hints.size + idle.length > 0
}
