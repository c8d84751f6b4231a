import type { TipRef } from '../change-tip.ts'
import { act } from './act.ts'
import type { CaseDesk, Done } from './case-desk.ts'
import type { DeskContext } from './desk-context.ts'
import { no } from './no.ts'

/** Words to the reporter that move nothing, that the reporter's were read, and the category that staff give. */
export function letters(desk: DeskContext): Pick<CaseDesk, 'ask' | 'reply' | 'noted' | 'classify'> {
  async function write(ref: TipRef, words: string, isQuestion: boolean): Promise<Done> {
    const text = words.trim()
    if (!text) return no('no-words')
    return act(desk, ref, isQuestion ? 'ask' : 'reply', () => ({
      letter: { text, isQuestion },
      notice: isQuestion ? 'question' : 'state',
    }))
  }
  return {
    ask: (ref, words) => write(ref, words, true),
    reply: (ref, words) => write(ref, words, false),
    noted: ref => act(desk, ref, 'noted', () => ({})),
    classify: (ref, category) =>
      act(desk, ref, 'classify', () =>
        desk.settings.categories.some(({ id }) => id === category)
          ? { changes: { category } }
          : no('nothing'),
      ),
  }
}
