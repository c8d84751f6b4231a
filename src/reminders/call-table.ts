import { bureauById } from '../campaign/bureaus.ts'
import { timeOfDay, toCivil } from '../campaign/civil-date.ts'
import type { Campaign } from '../campaign/content.ts'
import { dateWords } from '../campaign/say-date.ts'
import type { Attempt } from '../delivery/attempt.ts'
import type { Speak } from '../dialog/fill.ts'
import type { Call } from './call-list.ts'
import type { Rules } from './due-steps.ts'
import { NOTICE } from './duty-kinds.ts'
import { nameDuty } from './say-duty.ts'

/** The call list as staff read it, its heads first. */
export async function* callTable(
  calls: AsyncIterable<Call>,
  rules: Rules,
  speak: Speak,
): AsyncGenerator<string[]> {
  yield [
    speak({ phrase: 'call-list.unit' }),
    speak({ phrase: 'call-list.district' }),
    speak({ phrase: 'call-list.bureau' }),
    speak({ phrase: 'call-list.contact' }),
    speak({ phrase: 'call-list.phone' }),
    speak({ phrase: 'call-list.duties' }),
    speak({ phrase: 'call-list.reason' }),
    speak({ phrase: 'call-list.last' }),
  ]
  for await (const call of calls) yield callRow(call, rules, speak)
}

function callRow({ unit, contact, duties, reason, last }: Call, rules: Rules, speak: Speak): string[] {
  const { campaign, calendar, reminders } = rules
  const named = duties.map(({ duty, due }) => {
    if (duty === NOTICE) return speak({ phrase: 'call-list.notice', values: { what: reminders.notice.what } })
    const name = nameDuty(campaign, duty)
    const what = typeof name === 'string' ? name : speak(name)
    return speak({ phrase: 'call-list.duty', values: { what, date: dateWords(due, calendar).date } })
  })
  return [
    unit.name,
    districtName(campaign, unit.district),
    bureauById(campaign, unit.bureau).name,
    contact?.name ?? '',
    contact?.phone ?? '',
    named.join('；'),
    speak({ phrase: `call-list.reason-${reason}` }),
    last ? sayLast(last, speak) : '',
  ]
}

export function districtName({ districts }: Pick<Campaign, 'districts'>, district: string): string {
  return districts.find(({ id }) => id === district)?.label ?? district
}

function sayLast(last: Attempt, speak: Speak): string {
  const { rung } = last
  const time = `${toCivil(last.beganAt)} ${timeOfDay(last.beganAt)}`
  if (rung === 'parked') return speak({ phrase: 'call-list.waiting', values: { time } })
  const outcome = outcomeOf(last)
  const way = speak({ phrase: `call-list.way-${rung}` })
  const answer = speak({ phrase: `call-list.answer-${outcome}` })
  return speak({ phrase: 'call-list.tried', values: { time, way, answer } })
}

function outcomeOf({ answer, result }: Attempt): 'ok' | 'blocked' | 'unknown' | 'refused' {
  if (result === 'blocked') return 'blocked'
  if (answer === null || answer === 'away') return 'unknown'
  return answer === 'ok' && result !== 'failed' ? 'ok' : 'refused'
}
