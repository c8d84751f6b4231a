import { Subject } from '../campaign/content.ts'
import { checkDialog } from '../dialog/check/check-dialog.ts'
import { checkChecklist } from '../dialog/check/checklist-flaws.ts'
import { checkFaq } from '../dialog/check/faq-flaws.ts'
import { FLAWS, type Flaw, type FlawCode, flaw } from '../dialog/check/flaw.ts'
import { checkMenu } from '../dialog/check/menu-flaws.ts'
import { optionListFlaws } from '../dialog/check/option-flaws.ts'
import { checkPhrases } from '../dialog/check/phrase-flaws.ts'
import { placeholderFlaws } from '../dialog/check/placeholder-flaws.ts'
import type { Surroundings } from '../dialog/check/surroundings.ts'
import { wordOf } from '../dialog/words.ts'
import { createCommandWords } from '../turn/commands.ts'
import { missingYears } from './calendar-flaws.ts'
import { type CheckWords, REPORT_VALUES } from './check-words.ts'
import { COMMANDS, GIVEN } from './given.ts'
import { listsOf } from './lists-of.ts'
import type { FileFlaw, Part, Parts } from './parts.ts'

/** What well-formed files have wrong, each by itself and all together. */
export function checkParts(parts: Parts): FileFlaw[] {
  const { campaign, phrases, menu, faq, check, calendars, checklists, dialogs } = parts
  const around = surroundingsOf(parts)
  const inDialog = (id: string): Surroundings => ({ ...around, given: GIVEN[id] ?? around.given })
  return [
    ...at(
      campaign,
      missingYears(
        campaign.value,
        calendars.map(({ value }) => value),
      ),
    ),
    ...at(
      campaign,
      Object.entries(around.lists).flatMap(([name, list]) => optionListFlaws(list, [name], around.isCommand)),
    ),
    ...at(phrases, checkPhrases(phrases.value, Object.keys(menu.value.commands))),
    ...at(menu, checkMenu(menu.value, COMMANDS, phrases.value)),
    ...at(faq, checkFaq(faq.value)),
    ...at(check, wordFlaws(check.value)),
    ...checklists.flatMap(part => at(part, checkChecklist(part.value, inDialog('self-check')))),
    ...dialogs.flatMap(part => at(part, checkDialog(part.value, inDialog(part.value.id)))),
    ...repeated(
      calendars,
      ({ year }) => year,
      year => flaw(['year'], 'calendar-twice', { year }),
    ),
    ...repeated(
      checklists,
      ({ subject }) => subject,
      subject => flaw(['subject'], 'checklist-twice', { subject }),
    ),
    ...repeated(
      dialogs,
      ({ id }) => id,
      dialog => flaw(['id'], 'dialog-twice', { dialog }),
    ),
    ...missing(parts),
  ]
}

function surroundingsOf({ campaign, phrases, menu, checklists }: Parts): Surroundings {
  const command = createCommandWords(menu.value.commands)
  return {
    checklists: checklists.map(({ value }) => value),
    lists: listsOf(campaign.value),
    given: { facts: {}, lists: {} },
    phrases: phrases.value,
    isCommand: word => command(word) !== null || wordOf(word) !== null,
  }
}

type Located = Pick<Part<'campaign'>, 'file' | 'lineOf'>

function at({ file, lineOf }: Located, flaws: Flaw[]): FileFlaw[] {
  return flaws.map(each => ({ file, line: lineOf(each.path), flaw: each }))
}

/** Files that claim what an earlier one has. */
function repeated<V, K>(
  parts: (Located & { value: V })[],
  keyOf: (value: V) => K,
  flawOf: (key: K) => Flaw,
): FileFlaw[] {
  const seen = new Set<K>()
  return parts.flatMap(part => {
    const key = keyOf(part.value)
    if (seen.has(key)) return at(part, [flawOf(key)])
    seen.add(key)
    return []
  })
}

/** The rooms ask for their dialogs by id, the self-check for the checklist of a subject. */
function missing({ dialogs, checklists }: Parts): FileFlaw[] {
  const ids = dialogs.map(({ value }) => value.id)
  const subjects = checklists.map(({ value }) => value.subject)
  return [
    ...Object.keys(GIVEN)
      .filter(dialog => !ids.includes(dialog))
      .map(dialog => ({ file: `${dialog}.yaml`, line: 1, flaw: flaw([], 'dialog-missing', { dialog }) })),
    ...Subject.options
      .filter(subject => !subjects.includes(subject))
      .map(subject => ({
        file: `self-check/${subject}.yaml`,
        line: 1,
        flaw: flaw([], 'checklist-missing', { subject }),
      })),
  ]
}

/** The words of the check itself may name what their fault gives them. */
function wordFlaws({ faults, report }: CheckWords): Flaw[] {
  return [
    ...Object.entries(faults).flatMap(([code, { what, remedy }]) => {
      const allowed = FLAWS[code as FlawCode]
      return [
        ...placeholderFlaws(what, allowed, ['faults', code, 'what']),
        ...placeholderFlaws(remedy, allowed, ['faults', code, 'remedy']),
      ]
    }),
    ...Object.entries(report).flatMap(([name, text]) =>
      placeholderFlaws(text, REPORT_VALUES[name as keyof CheckWords['report']], ['report', name]),
    ),
  ]
}
