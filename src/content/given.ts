import { Subject } from '../campaign/content.ts'
import type { Given } from '../dialog/check/surroundings.ts'

/**
 * What the rooms give to the dialogs they run. tests/unit/content/given.test.ts holds it against them.
 * A dialog that is not here has no room, and nothing to be checked against.
 */
export const GIVEN: Readonly<Record<string, Given>> = {
  register: {
    facts: {
      'unit-known': ['yes', 'no', 'listed'],
      'industry-risk': ['yes', 'no', 'ask', 'other-authority'],
      authority: null,
      bureau: null,
    },
    lists: {},
  },
  'self-check': {
    facts: { subject: Subject.options, 'high-risk': ['yes', 'no'], unit: null },
    lists: {},
  },
  deliver: { facts: { bureau: null }, lists: {} },
  report: { facts: {}, lists: {} },
  join: { facts: { unit: null, code: null }, lists: {} },
  contact: { facts: {}, lists: {} },
  members: { facts: {}, lists: { members: ['id', 'title', 'phone'] } },
  verify: { facts: {}, lists: {} },
  'half-year': { facts: {}, lists: {} },
  unlist: { facts: { line: null }, lists: {} },
  'tip-off': {
    facts: {
      'only-named': ['yes', 'no'],
      story: ['yes', 'no'],
      named: ['yes', 'no'],
      match: ['yes', 'no'],
      unit: null,
      hotline: null,
    },
    lists: {},
  },
  'tip-receipt': { facts: {}, lists: {} },
  'look-up': { facts: {}, lists: {} },
  supplement: { facts: { begins: null, things: null }, lists: {} },
  'withdraw-contact': { facts: {}, lists: {} },
  rectify: {
    facts: {},
    lists: { problems: ['id', 'title', 'what', 'measure', 'owner', 'due'] },
  },
}

/** Commands the program answers itself; any other needs a phrase `command.<id>`. */
export const COMMANDS: readonly string[] = [
  'more',
  'pause',
  'continue',
  'restart',
  'cancel',
  'progress',
  'register',
  'edit-registration',
  'invite',
  'members',
  'leave',
  'self-check',
  'tasks',
  'deliver',
  'rectify',
  'pages',
  'verify',
  'ledger',
  'half-year',
  'acknowledge',
  'stop-reminders',
  'resume-reminders',
  'subscribe',
  'tip-off',
  'hotline',
  'tip-receipt',
  'look-up',
  'supplement',
  'withdraw-contact',
  'human',
  'faq',
]

/** Commands that answer in words and begin nothing: a common question may name one. */
export const ANSWERING: readonly string[] = ['tasks', 'progress', 'ledger']
