import { checkDialog } from '../dialog/check/check-dialog.ts'
import { checkChecklist } from '../dialog/check/checklist-flaws.ts'
import { checkFaq } from '../dialog/check/faq-flaws.ts'
import { type Flaw, flaw } from '../dialog/check/flaw.ts'
import { checkMenu } from '../dialog/check/menu-flaws.ts'
import { optionListFlaws } from '../dialog/check/option-flaws.ts'
import { checkPhrases, missingPhrases } from '../dialog/check/phrase-flaws.ts'
import type { Surroundings } from '../dialog/check/surroundings.ts'
import { createCommandWords } from '../dialog/command-words.ts'
import { wordOf } from '../dialog/words.ts'
import { checkReminders } from '../reminders/reminder-flaws.ts'
import { allPhrases } from './all-phrases.ts'
import { missingYears } from './calendar-flaws.ts'
import { checkWordFlaws } from './check-word-flaws.ts'
import { fileFlaws } from './file-flaws.ts'
import { ANSWERING, COMMANDS, GIVEN } from './given.ts'
import { listsOf, listsOfCampaign } from './lists-of.ts'
import type { FileFlaw, Part, Parts } from './parts.ts'
import { rosterFlaws } from './roster-flaws.ts'

/** What well-formed files have wrong, each by itself and all together. */
export function checkParts(parts: Parts): FileFlaw[] {
  const { campaign, menu, faq, roster, reminders, check, calendars, checklists, dialogs } = parts
  const tipSettings = parts['tip-settings']
  const around = surroundingsOf(parts)
  const inDialog = (id: string): Surroundings => ({ ...around, given: GIVEN[id] ?? around.given })
  const years = calendars.map(({ value }) => value)
  const lists = Object.entries(listsOfCampaign(campaign.value))
  return [
    ...at(campaign, missingYears(campaign.value, years)),
    ...at(
      campaign,
      lists.flatMap(([name, list]) => optionListFlaws(list, [name], around.isCommand)),
    ),
    ...at(tipSettings, optionListFlaws(tipSettings.value.categories, ['categories'], around.isCommand)),
    ...phraseFlaws(parts),
    ...at(menu, checkMenu(menu.value, COMMANDS, around.phrases)),
    ...at(faq, checkFaq(faq.value, ANSWERING)),
    ...at(reminders, checkReminders(reminders.value, campaign.value)),
    ...at(roster, rosterFlaws(roster.value)),
    ...at(check, checkWordFlaws(check.value)),
    ...checklists.flatMap(part => at(part, checkChecklist(part.value, inDialog('self-check')))),
    ...dialogs.flatMap(part => at(part, checkDialog(part.value, inDialog(part.value.id)))),
    ...fileFlaws(parts),
  ]
}

/** What is missing is told of the first file; a phrase belongs to one file only. */
function phraseFlaws({ phrases, menu }: Parts): FileFlaw[] {
  const commands = Object.keys(menu.value.commands)
  const missing = missingPhrases(allPhrases({ phrases }))
  return phrases.flatMap((part, index) => {
    const before = phrases.slice(0, index)
    const twice = Object.keys(part.value)
      .filter(phrase => before.some(({ value }) => phrase in value))
      .map(phrase => flaw([phrase], 'phrase-twice', { phrase }))
    return at(part, [...(index === 0 ? missing : []), ...checkPhrases(part.value, commands), ...twice])
  })
}

function surroundingsOf({ campaign, phrases, menu, checklists, ...parts }: Parts): Surroundings {
  const command = createCommandWords(menu.value.commands)
  return {
    checklists: checklists.map(({ value }) => value),
    lists: listsOf(campaign.value, parts['tip-settings'].value),
    given: { facts: {}, lists: {} },
    phrases: allPhrases({ phrases }),
    isCommand: word => command(word) !== null || wordOf(word) !== null,
  }
}

function at({ file, lineOf }: Pick<Part<'campaign'>, 'file' | 'lineOf'>, flaws: Flaw[]): FileFlaw[] {
  return flaws.map(flaw => ({ file, line: lineOf(flaw.path), flaw }))
}
