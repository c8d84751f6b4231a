/** Where something stands in a file: keys and positions from its root. */
export type Path = readonly (string | number)[]

/**
 * The closed table of what the check refuses: code -> the values its words may name. The words themselves are in
 * dialogs/check.yaml.
 */
export const FLAWS = {
  // A file, before anyone looks at what it means.
  'directory-unreadable': ['directory'],
  'file-missing': ['name'],
  'file-empty': [],
  'not-utf8': [],
  yaml: ['detail'],
  'yaml-tab': [],
  'yaml-indent': [],
  'yaml-colon': [],
  'yaml-pairs': [],
  'yaml-quotes': [],
  'yaml-duplicate-key': [],

  // Its form: what the schemas say.
  missing: ['name'],
  'unknown-key': ['name'],
  'bad-key': ['name'],
  'wrong-type': ['name', 'expected'],
  'not-one-of': ['name', 'value', 'allowed'],
  empty: ['name'],
  'too-few': ['name', 'limit'],
  'too-many': ['name', 'limit'],
  'too-short': ['name', 'limit'],
  'too-long': ['name', 'limit'],
  'too-small': ['name', 'limit'],
  'too-large': ['name', 'limit'],
  'bad-id': ['name', 'value'],
  'bad-month': ['name', 'value'],
  'bad-day': ['name', 'value'],
  'bad-region-code': ['value'],
  malformed: ['name', 'value'],
  misfit: ['detail'],
  'menu-name-long': ['name', 'limit'],
  'menu-key-long': ['name', 'limit'],
  'menu-url': ['name'],

  // The campaign and its calendar.
  'duplicate-id': ['id'],
  'hotline-placeholder': [],
  'ends-early': ['name'],
  'outside-campaign': ['value'],
  'phase-overlap': ['month'],
  'bureau-unknown': ['bureau'],
  'city-bureau-count': [],
  'county-reports-to-city': [],
  'query-host': ['host'],
  'authority-unfit': [],
  'not-in-year': ['value', 'year'],
  'workday-weekday': ['value'],
  'workday-holiday': ['value'],
  'calendar-missing': ['year'],
  'calendar-twice': ['year'],

  // Checklists.
  'order-broken': ['name', 'count'],
  'referral-unknown': ['check'],
  'checklist-twice': ['subject'],
  'checklist-missing': ['subject'],

  // Dialogs.
  'dialog-missing': ['dialog'],
  'dialog-twice': ['dialog'],
  'reserved-id': ['id'],
  'step-unknown': ['name'],
  'step-later': ['name'],
  'fact-unknown': ['name', 'allowed'],
  'field-unknown': ['name'],
  'value-unknown': ['name', 'value', 'allowed'],
  'incomplete-unfit': ['name'],
  unreachable: ['name'],
  'repeat-shape': ['name'],
  'repeat-collides': ['name', 'other'],
  'until-unknown': ['name', 'until'],
  'until-without-more': ['until'],
  'list-unknown': ['list', 'allowed'],
  'option-collision': ['word', 'option', 'other'],
  'option-word': ['word', 'option'],
  'question-long': ['name', 'bytes', 'limit', 'where'],
  'opening-long': ['bytes', 'limit'],
  'help-long': ['name', 'bytes', 'limit'],
  'placeholder-unknown': ['placeholder', 'allowed'],

  // Phrases, menu, common questions.
  'phrase-missing': ['phrase'],
  'phrase-twice': ['phrase'],
  'phrase-unknown': ['phrase'],
  'phrase-long': ['phrase', 'bytes', 'limit'],
  'answer-long': ['title', 'bytes', 'limit'],
  'command-unknown': ['key'],
  'word-twice': ['word', 'command', 'other'],
  'keyword-twice': ['word', 'other'],
  'faq-command': ['key', 'allowed'],

  // The roster.
  'head-twice': ['head', 'other'],
} as const satisfies Record<string, readonly string[]>

export type FlawCode = keyof typeof FLAWS

type Values<C extends FlawCode> = Record<(typeof FLAWS)[C][number], string | number>

/** Something wrong in a file, as data: the loader finds its line, check.yaml its words. */
export type Flaw = { path: Path; code: FlawCode; values: Record<string, string | number> }

/** Makes a flaw with exactly the values its code names. */
export function flaw<C extends FlawCode>(path: Path, code: C, values: Values<C>): Flaw {
  return { path, code, values }
}
