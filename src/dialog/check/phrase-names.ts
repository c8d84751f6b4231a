import { CERTIFICATES } from './phrases/certificates.ts'
import { CONVERSATION } from './phrases/conversation.ts'
import { DUTIES } from './phrases/duties.ts'
import { HINTS } from './phrases/hints.ts'
import { PAGES } from './phrases/pages.ts'
import { REMINDERS } from './phrases/reminders.ts'
import { SELF_CHECK } from './phrases/self-check.ts'
import { SUBSCRIPTION } from './phrases/subscription.ts'
import { TIPS } from './phrases/tips.ts'
import { UNITS } from './phrases/units.ts'
import { WECHATY } from './phrases/wechaty.ts'

/**
 * Every phrase the program says, with the values it gives it: the files of phrases must have exactly these, and name no
 * others. tests/unit/content/phrases-used.test.ts holds this table against the source.
 */
export const PHRASES: Readonly<Record<string, readonly string[]>> = {
  ...CONVERSATION,
  ...UNITS,
  ...SELF_CHECK,
  ...DUTIES,
  ...CERTIFICATES,
  ...PAGES,
  ...REMINDERS,
  ...SUBSCRIPTION,
  ...TIPS,
  ...WECHATY,
  ...HINTS,
}
