/** What a sentence about a day of the unit's own may name. */
const OWN = ['about', 'date', 'weekday']

export const DUTIES = {
  'tasks.list': ['unit', 'rows'],
  'tasks.none': ['unit', 'rows'],
  'tasks.more': ['count'],
  'tasks.check-first': [],
  'tasks.report': [],
  'tasks.unregistered': [],

  'progress.duties': ['rows'],

  'duty.self-check-open': OWN,
  'duty.self-check-today': OWN,
  'duty.self-check-overdue': OWN,
  'duty.problem-open': OWN,
  'duty.problem-today': OWN,
  'duty.problem-overdue': OWN,
  'duty.examination-open': OWN,
  'duty.examination-today': OWN,
  'duty.examination-overdue': OWN,
  'duty.expiry-open': OWN,
  'duty.expiry-today': OWN,
  'duty.expiry-overdue': OWN,
  'duty.review-open': OWN,
  'duty.review-today': OWN,
  'duty.review-overdue': OWN,

  'report.early': ['date', 'read'],
  'report.done': ['papers', 'count'],
}
