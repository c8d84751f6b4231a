import { createCalendar } from '../campaign/calendar.ts'
import { runsOverItems } from '../dialog/check/position.ts'
import type { Dialog } from '../dialog/content.ts'
import { createScript, type Script } from '../dialog/script.ts'
import { allPhrases } from './all-phrases.ts'
import type { Content } from './content.ts'
import { listsOf } from './lists-of.ts'
import type { Parts } from './parts.ts'

/** The content as the product uses it, from files without a fault. */
export function buildContent(parts: Parts): Content {
  return {
    campaign: parts.campaign.value,
    calendar: createCalendar(parts.calendars.map(({ value }) => value)),
    phrases: allPhrases(parts),
    menu: parts.menu.value,
    faq: parts.faq.value,
    paperWords: parts.papers.value,
    reminders: parts.reminders.value,
    templates: parts.templates.value.templates,
    tipSettings: parts['tip-settings'].value,
    roster: parts.roster.value,
    scripts: new Map(parts.dialogs.flatMap(({ value }) => scriptsOf(value, parts))),
  }
}

function scriptsOf(dialog: Dialog, { checklists, ...parts }: Parts): [string, Script][] {
  const lists = listsOf(parts.campaign.value, parts['tip-settings'].value)
  if (!runsOverItems(dialog)) return [[dialog.id, createScript(dialog, null, lists)]]
  return checklists.map(({ value }) => [`${dialog.id}/${value.subject}`, createScript(dialog, value, lists)])
}
