import type { Say } from '../../dialog/answer.ts'
import { showDay } from '../../dialog/answers/civil-day.ts'
import type { Speak } from '../../dialog/fill.ts'
import type { CivilDate } from '../../lib/clock.ts'
import type { TipSettings } from '../settings-content.ts'
import type { TipStanding } from '../tip.ts'

/** `hotline`: the number to call where the bureau is late. */
export type StandingWords = {
  settings: Pick<TipSettings, 'states' | 'referrals'>
  speak: Speak
  hotline: string
}

type Message = TipStanding['messages'][number]

const SETTLED: readonly string[] = ['answered', 'closed', 'refused'] satisfies TipStanding['state'][]

/** Where a tip stands, what that means, what comes next, and what was written: the newest first, for it may be cut off. */
export function sayStanding(
  tip: TipStanding,
  { settings, speak, hotline }: StandingWords,
  today: CivilDate,
): Say[] {
  const { states, referrals } = settings
  const { label: state, meaning } = states[tip.state]
  const { number, since, dueOn, messages } = tip
  const says: Say[] = [{ phrase: 'look-up.state', values: { number, state, since: showDay(since), meaning } }]
  if (dueOn) says.push(sayDue(tip.state === 'registered' ? 'accept' : 'close', dueOn, today, hotline))
  for (const to of tip.referredTo)
    says.push({ phrase: 'look-up.referred', values: { to: referrals[to].label } })
  if (messages.length > 0) {
    const rows = messages.toReversed().map(message => speak(sayMessage(message)))
    says.push({ phrase: 'look-up.messages', values: { rows: rows.join('\n') } })
  }
  says.push({ phrase: isAsked(tip) ? 'look-up.answer' : 'look-up.add' })
  return tip.hasContact ? [...says, { phrase: 'look-up.withdraw' }] : says
}

/** A day that is past is no promise. */
function sayDue(what: 'accept' | 'close', dueOn: CivilDate, today: CivilDate, hotline: string): Say {
  const due = showDay(dueOn)
  return dueOn < today
    ? { phrase: `look-up.late-${what}`, values: { due, hotline } }
    : { phrase: `look-up.due-${what}`, values: { due } }
}

function sayMessage({ from, on, text, isQuestion }: Message): Say {
  const day = showDay(on)
  if (from === 'reporter') return { phrase: 'look-up.yours', values: { day } }
  return { phrase: isQuestion ? 'look-up.question' : 'look-up.message', values: { day, text } }
}

/** Whether the bureau still waits for an answer: nothing came from the reporter since its last question. */
function isAsked({ state, messages }: TipStanding): boolean {
  if (SETTLED.includes(state)) return false
  return messages.findLast(({ from, isQuestion }) => from === 'reporter' || isQuestion)?.isQuestion ?? false
}
