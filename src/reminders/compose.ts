import type { LetterName } from '../delivery/letter-values.ts'
import { fill, type Speak } from '../dialog/fill.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Rules } from './due-steps.ts'
import { isOwed, NOTICE, phaseOf } from './duty-kinds.ts'
import { daysAhead } from './ladder.ts'
import { bureauFor, nameDuty, sayCard, sayDuty, type ToldDuty } from './say-duty.ts'

/** What a unit is told of on a day; `steps` are those that fall together. */
export type Told = ToldDuty & { steps: readonly string[] }

export type ToldUnit = { name: string; subject: string; bureau: string }

/** The words of a reminder: for chat, and for the fields of a template. */
export type Composed = { text: string; name: LetterName; values: Record<string, string> }

/** A chat message takes about 2048 bytes (wechat-platform §3.4); room is left for what follows. */
const MAX_BYTES = 1_800

/** One message out of all that a unit is told of, what is owed in the order of its days. `wantsNone`: they have stopped reminders. */
export function compose(
  rules: Rules,
  speak: Speak,
  unit: ToldUnit,
  told: readonly Told[],
  today: CivilDate,
  wantsNone: boolean,
): Composed {
  const duties = told.filter(({ duty }) => isOwed(duty)).toSorted((a, b) => (a.due < b.due ? -1 : 1))
  const others = told.filter(({ duty }) => !isOwed(duty))
  const texts = others.map(each => campaignText(rules, unit, each))
  if (duties.length > 0) {
    const lines = duties.map(each => sayDuty(rules, unit, each, today).map(speak).join(''))
    const foot = speak({ phrase: wantsNone ? 'reminder.foot-stopped' : 'reminder.foot' })
    texts.push(reminderText(speak, unit, lines, foot, Buffer.byteLength(texts.join('\n\n'))))
  }
  return { text: texts.join('\n\n'), ...templateFields(rules, speak, unit, { duties, others }, today) }
}

/** Whether it comes also to whoever wants no reminders: the last one before the day in any case. */
export function insists({ reminders }: Pick<Rules, 'reminders'>, { duty, steps }: Told): boolean {
  const from = Math.max(reminders.sending['insist-from'], reminders.ladders[duty]?.before.at(-1) ?? 0)
  return isOwed(duty) && steps.some(step => daysAhead(step) <= from)
}

/** As many lines as fit; of the rest it is said that there are more. */
function reminderText(
  speak: Speak,
  { name }: ToldUnit,
  lines: string[],
  foot: string,
  taken: number,
): string {
  const head = speak({ phrase: 'reminder.head', values: { unit: name } })
  let fit = lines.length
  while (fit > 1 && taken + Buffer.byteLength([head, ...lines.slice(0, fit)].join('\n')) > MAX_BYTES) fit -= 1
  const more =
    fit < lines.length ? [speak({ phrase: 'reminder.more', values: { count: lines.length - fit } })] : []
  return [head, ...lines.slice(0, fit), ...more, foot].join('\n')
}

function campaignText({ reminders }: Rules, { name, subject }: ToldUnit, { duty, steps }: Told): string {
  const { notice, openings } = reminders
  const words = (subject === 'county-bureau' && notice['county-bureau']) || notice
  if (duty === NOTICE) return fill(steps.includes('again') ? words.again : words.text, () => name)
  const opening = openings.find(({ phase }) => phase === phaseOf(duty))
  return fill(opening?.say[subject as keyof typeof opening.say] ?? '', () => name)
}

/** A template has room for one thing: what presses, else the notice, else what is due first, else the new phase. */
function templateFields(
  rules: Rules,
  speak: Speak,
  unit: ToldUnit,
  { duties, others }: { duties: Told[]; others: Told[] },
  today: CivilDate,
): Omit<Composed, 'text'> {
  const { campaign, reminders } = rules
  const pressing = duties.find(each => insists(rules, each))
  const isNotice = others.some(({ duty }) => duty === NOTICE)
  const first = pressing ?? (isNotice ? undefined : duties[0])
  const opening = reminders.openings.find(({ phase }) => others.some(({ duty }) => phaseOf(duty) === phase))
  const named = first
    ? nameDuty(campaign, first.duty)
    : isNotice
      ? reminders.notice.what
      : (opening?.what ?? '')
  const alone = typeof named === 'string' ? named : speak(named)
  const count = duties.length + others.length
  const what = count > 1 ? speak({ phrase: 'reminder.what-several', values: { what: alone, count } }) : alone
  if (!first) return { name: isNotice ? 'notice' : 'phase', values: { what, unit: unit.name } }
  const { date, standing, left, next, papers } = sayCard(rules, unit.subject, first, today)
  const values = { what, left: speak(left), next: speak(next), papers: papers ?? '' }
  const card = papers === null ? 'reminder.card' : 'reminder.card-check'
  return {
    name: 'deadline',
    values: {
      what: speak({ phrase: count > 1 ? 'reminder.card-several' : card, values }),
      unit: unit.name,
      bureau: bureauFor(campaign, unit.bureau, first.duty),
      due: date,
      standing: speak(standing),
    },
  }
}
