import type { FaqAnswer } from '../dialog/faq.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Command, Moment } from '../turn/room.ts'
import { EMPTY_SESSION } from '../turn/session.ts'
import type { UnitStore } from './unit-store.ts'

type Dependencies = {
  find: (text: string) => FaqAnswer | null
  commands: Record<string, Command>
  units: UnitStore
  speak: Speak
}

/** Answers common questions; to a member from their unit's own records where the entry names a command for it. */
export function createFaqDesk({ find, commands, units, speak }: Dependencies) {
  return async function answer(text: string, moment: Moment): Promise<string | null> {
    const found = find(text)
    if (!found) return null
    const run = found.command === undefined ? undefined : commands[found.command]
    if (!run || !(await units.membershipOf(moment.person))) return found.answer
    const { say } = await run(moment, EMPTY_SESSION)
    return say.map(speak).join('\n\n')
  }
}
