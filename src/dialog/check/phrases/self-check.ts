/** What every sentence about a duty may name. */
const DUTY = [
  'papers',
  'bureau',
  'clause',
  'date',
  'weekday',
  'last-day',
  'last-weekday',
  'receipt',
  'version',
  'brought',
]

export const SELF_CHECK = {
  'self-check.resumed': ['done'],
  'self-check.again': ['version', 'receipt'],
  'self-check.overtaken': ['answer'],
  'self-check.changed': [],

  'filed.head': ['receipt', 'version', 'problems', 'items', 'rectified'],
  'filed.clean': ['receipt', 'version', 'problems', 'items', 'rectified'],
  'filed.unsettled': ['count'],
  'filed.rectify': [],

  'duty.open': DUTY,
  'duty.open-rest-day': DUTY,
  'duty.today': DUTY,
  'duty.overdue': DUTY,
  'duty.met': DUTY,
  'duty.met-before': DUTY,
  'duty.no-problems': DUTY,
  'duty.still-checking': DUTY,
  'duty.not-started': DUTY,
  'duty.still-checking-overdue': DUTY,
  'duty.not-started-overdue': DUTY,

  'filed.papers': ['link', 'hours'],
  'filed.deliver': [],

  'deliver.none': [],
  'deliver.other-kind': ['version'],
  'deliver.early': ['date', 'read'],
  'deliver.unsettled': ['count'],
  'deliver.done': ['count', 'receipt'],
  'deliver.kept': ['count', 'receipt'],

  'rectify.none': [],
  'rectify.early': ['date', 'read'],
  'rectify.filed': ['done', 'open', 'receipt', 'version', 'problems'],
  'rectify.all-done': ['done', 'open', 'receipt', 'version', 'problems'],
  'rectify.unchanged': [],
  'rectify.kept': ['done', 'open'],
}
