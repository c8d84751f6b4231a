import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import type { Templates } from '../delivery/templates-content.ts'
import type { FlawCode } from '../dialog/check/flaw.ts'
import type { Phrases } from '../dialog/content.ts'
import type { Faq } from '../dialog/faq-content.ts'
import type { Menu } from '../dialog/menu-content.ts'
import type { Script } from '../dialog/script.ts'
import type { PapersContent } from '../documents/papers-content.ts'
import type { Reminders } from '../reminders/reminders-content.ts'
import type { TipSettings } from '../tips/settings-content.ts'
import type { RosterContent } from '../units/roster/roster-content.ts'
import type { CheckWords } from './check-words.ts'

/** All the product asks and says, checked. */
export type Content = {
  campaign: Campaign
  calendar: Calendar
  phrases: Phrases
  menu: Menu
  faq: Faq
  paperWords: PapersContent
  reminders: Reminders
  templates: Templates
  tipSettings: TipSettings
  roster: RosterContent
  /** By dialog id; a dialog over checklist items once per subject: `self-check/enterprise`. */
  scripts: ReadonlyMap<string, Script>
}

/** A fault as an operator reads it: where it is, what is wrong, and what to do. */
export type Fault = { file: string; line: number; code: FlawCode; what: string; remedy: string }

/** What the bureau must still confirm: `path` names it as a person would look for it, `items/T1/basis/2`. */
export type ToConfirm = { file: string; line: number; path: string; note: string }

/** `content` is null as soon as there is a fault. `words` is null where check.yaml itself is broken. */
export type Loaded = {
  content: Content | null
  faults: Fault[]
  toConfirm: ToConfirm[]
  words: CheckWords | null
}
