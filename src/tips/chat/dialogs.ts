import type { Frame } from '../../dialog/frame.ts'
import type { Session } from '../../turn/session.ts'

/** The dialogs of tip-offs. */
export const TIP_OFF = 'tip-off'
export const RECEIPT = 'tip-receipt'
export const LOOK_UP = 'look-up'
export const SUPPLEMENT = 'supplement'
export const WITHDRAW = 'withdraw-contact'

/** Whether what a person sends now goes into a tip. */
export function isWriting({ frames: [top], paused }: Session): boolean {
  return !paused && (top?.dialog === TIP_OFF || top?.dialog === SUPPLEMENT)
}

/** Whether what is sent now tells of the matter: no word of it asks a common question. How to report is asked before that. */
export function isTelling(session: Session): boolean {
  const at = session.frames[0]?.at
  return isWriting(session) && at !== 'level' && at !== 'level-here'
}

/** Whether the open question is for a query code: no code is kept as an answer to any other. */
export function asksForCode({ dialog, at }: Pick<Frame, 'dialog' | 'at'>): boolean {
  return ASKING.includes(dialog) && (at === 'code' || at === 'code-again')
}

const ASKING: readonly string[] = [RECEIPT, LOOK_UP, SUPPLEMENT, WITHDRAW]
