import type { z } from 'zod'
import { CalendarYear, Campaign } from '../campaign/content.ts'
import { Templates } from '../delivery/templates-content.ts'
import { Checklist, Dialog, Phrases } from '../dialog/content.ts'
import { Faq } from '../dialog/faq-content.ts'
import { Menu } from '../dialog/menu-content.ts'
import { PapersContent } from '../documents/papers-content.ts'
import { Reminders } from '../reminders/reminders-content.ts'
import { TipSettings } from '../tips/settings-content.ts'
import { RosterContent } from '../units/roster/roster-content.ts'
import { CheckWords } from './check-words.ts'

/** The kinds of file there are, each with its schema. */
export const SCHEMAS = {
  campaign: Campaign,
  calendar: CalendarYear,
  dialog: Dialog,
  checklist: Checklist,
  phrases: Phrases,
  menu: Menu,
  faq: Faq,
  papers: PapersContent,
  reminders: Reminders,
  templates: Templates,
  'tip-settings': TipSettings,
  roster: RosterContent,
  check: CheckWords,
} satisfies Record<string, z.ZodType>

export type Kind = keyof typeof SCHEMAS

/** Files that must be there; each is the only one of its kind. */
export const SINGLE_FILES = [
  'campaign',
  'menu',
  'faq',
  'papers',
  'tip-settings',
  'roster',
  'reminders',
  'templates',
  'check',
] as const

/** What a file is, by where it lies: every other file at the top is a dialog. */
export function kindOf(name: string): Kind {
  if (name.startsWith('calendar/')) return 'calendar'
  if (name.startsWith('self-check/')) return 'checklist'
  if (name === 'phrases.yaml' || name.startsWith('phrases/')) return 'phrases'
  return SINGLE_FILES.find(kind => name === `${kind}.yaml`) ?? 'dialog'
}
