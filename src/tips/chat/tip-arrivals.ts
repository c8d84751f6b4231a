import type { Frame } from '../../dialog/frame.ts'
import { LEGIBLE } from '../../lib/random.ts'
import type { Command } from '../../turn/room.ts'
import { asksForCode } from './dialogs.ts'

/** The scene of the posters: a scan begins a tip. */
const SCENE = 'tip'

const GROUP = `[${LEGIBLE}]{4}`
/** Alone, or behind a few words: 查询 7K3M-9PXA-CD4F, 我的查询码是…. */
const CODE = new RegExp(`^[\\p{Script=Han}\\s:,]{0,12}(${GROUP}[- ]${GROUP}[- ]${GROUP})[\\s。.,!]*$`, 'u')

/** What leads to tips from outside their dialogs. */
export function createTipArrivals(tipOff: Command, lookUp: (code: string) => Command) {
  return {
    scene: (scene: string): Command | null => (scene === SCENE ? tipOff : null),
    /** A query code, wherever it is sent but where one is asked for: it must not be kept as an answer. */
    secret: (text: string, open: Frame | null): Command | null => {
      if (open && asksForCode(open)) return null
      const [, code] = CODE.exec(text.normalize('NFKC').toUpperCase().trim()) ?? []
      return code === undefined ? null : lookUp(code)
    },
  }
}
