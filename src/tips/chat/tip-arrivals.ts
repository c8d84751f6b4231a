import type { Frame } from '../../dialog/frame.ts'
import type { Command } from '../../turn/room.ts'
import { codeIn } from '../query-code.ts'
import { asksForCode } from './dialogs.ts'

/** The scene of the posters: a scan begins a tip. */
export const TIP_SCENE = 'tip'

/** What leads to tips from outside their dialogs. */
export function createTipArrivals(tipOff: Command, lookUp: (code: string, isAside: boolean) => Command) {
  return {
    scene: (scene: string): Command | null => (scene === TIP_SCENE ? tipOff : null),
    /** A query code, however it is typed and wherever but where one is asked for: it must not be kept as an answer. */
    secret: (text: string, open: Frame | null): Command | null => {
      if (open && asksForCode(open)) return null
      const code = codeIn(text)
      return code === null ? null : lookUp(code, open !== null)
    },
  }
}
