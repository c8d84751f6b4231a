import type { Campaign } from '../campaign/content.ts'
import { type Flaw, flaw } from '../dialog/check/flaw.ts'
import { DATED_KINDS } from './duty-kinds.ts'
import type { Hours, Reminders } from './reminders-content.ts'

/** What does not fit in reminders.yaml: with the campaign, and its hours with each other. */
export function checkReminders(reminders: Reminders, campaign: Campaign): Flaw[] {
  return [
    ...ladderFlaws(reminders, campaign),
    ...openingFlaws(reminders, campaign),
    ...hourFlaws(reminders.sending.hours),
  ]
}

/** Every duty has its ladder, and every ladder a duty. */
function ladderFlaws({ ladders }: Reminders, { obligations }: Campaign): Flaw[] {
  const duties = [...obligations.map(({ id }) => id), ...DATED_KINDS]
  const unknown = Object.keys(ladders).filter(duty => !duties.includes(duty))
  const missing = duties.filter(duty => !(duty in ladders))
  return [
    ...unknown.map(duty => flaw(['ladders', duty], 'ladder-unknown', { duty, allowed: duties.join('、') })),
    ...missing.map(duty => flaw(['ladders'], 'ladder-missing', { duty })),
  ]
}

function openingFlaws({ openings }: Reminders, { phases }: Campaign): Flaw[] {
  const ids = phases.map(({ id }) => id)
  return openings.flatMap(({ phase }, index) => {
    const path = ['openings', index, 'phase']
    if (!ids.includes(phase)) return [flaw(path, 'phase-unknown', { phase, allowed: ids.join('、') })]
    const isSecond = openings.findIndex(each => each.phase === phase) < index
    return isSecond ? [flaw(path, 'duplicate-id', { id: phase })] : []
  })
}

/** Spans run forward and keep clear of the quiet hours; times of a day compare as text. */
function hourFlaws({ quiet, ...spans }: Hours): Flaw[] {
  const isOverMidnight = quiet.to < quiet.from
  return (['working-days', 'rest-days'] as const).flatMap(days =>
    spans[days].flatMap(({ from, to }, index) => {
      const path = ['sending', 'hours', days, index]
      if (to <= from) return [flaw([...path, 'to'], 'ends-early', { name: 'to' })]
      const isClear = isOverMidnight
        ? from >= quiet.to && to <= quiet.from
        : to <= quiet.from || from >= quiet.to
      return isClear ? [] : [flaw(path, 'hours-quiet', { from, to })]
    }),
  )
}
