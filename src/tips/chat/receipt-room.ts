import { createFrame, type Frame } from '../../dialog/frame.ts'
import type { Script } from '../../dialog/script.ts'
import type { Moment, Outcome, Room } from '../../turn/room.ts'
import type { ReporterDesk } from '../tip.ts'
import { RECEIPT } from './dialogs.ts'
import { looksLikeCode, refuseCode } from './refuse-code.ts'

const HOUR = 3_600_000

/** The check that a person has the code they were shown. It holds nothing of the code: to look the tip up proves more. */
export function receiptFrame(script: Script, { now }: Moment): Frame {
  return createFrame({ dialog: RECEIPT, script: script.hash, subject: null, until: now + HOUR })
}

/** The room of the dialog `tip-receipt`. Whoever passes over it is warned, and may still change their mind. */
export function createReceiptRoom(desk: Pick<ReporterDesk, 'look'>): Room {
  return {
    dialogs: [RECEIPT],
    async apply(event, _frame, _script, moment) {
      if (event.type === 'restarted') return { say: [{ phrase: 'tip.unchecked' }] }
      if (event.type !== 'answered') return {}
      if (event.path === 'saved') return event.value === 'yes' ? done('tip.unchecked') : {}
      const code = String(event.value)
      if (!looksLikeCode(code)) return refuseCode('no-code')
      const { outcome } = await desk.look(code, moment.person)
      return outcome === 'found' ? done('tip.checked') : refuseCode(outcome, 'tip.code-differs')
    },
  }
}

function done(phrase: string): Outcome {
  return { finished: true, say: [{ phrase }] }
}
