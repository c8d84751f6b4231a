import type { WhyNot } from '../desk/case-desk.ts'

/** Why an action was not taken, and what to do. */
export const WHY_NOT: Record<WhyNot, string> = {
  unknown: 'there is no such tip, or it is not yours; list shows yours',
  changed: 'somebody was quicker, or the reporter added something; open it again',
  'no-key':
    'your key does not open it; ask somebody whose key does: npm run keys -- rewrap --identity <file>',
  'not-yours': 'needs a custodian, or somebody other than who proposed it',
  'nobody-else':
    'nobody else has a key to approve it with; npm run keys -- make <bureau> <name> --to <file> (for a tip that is a custodian’s: make <city> <name> --custodian), then npm run keys -- rewrap --identity <your key>',
  'no-handler': 'nobody there has a key; npm run keys -- make <bureau> <name> --to <file>',
  nothing: 'there is nothing of that kind; help shows what can be given',
  'no-words': 'give the words too, after the number',
  'not-now': 'not in its present state; the line below says what can be done in it',
  merged: 'it was merged; work on the tip it was merged into',
  'too-late': 'too late to open it again',
  'extended-before': 'it was extended once already',
  'too-long': 'more days than may be added',
}

/** Nor was this one: it would have ended news that was not read here. */
export const UNREAD = 'the reporter wrote; open it first'
