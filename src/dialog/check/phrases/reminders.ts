/** What every sentence about a duty may name. */
const DUTY = ['papers', 'bureau', 'date', 'weekday', 'last-day', 'last-weekday', 'days', 'count']

export const REMINDERS = {
  'reminder.head': ['unit'],
  'reminder.paper-open': DUTY,
  'reminder.paper-rest-day': DUTY,
  'reminder.paper-today': DUTY,
  'reminder.paper-overdue': DUTY,
  'reminder.self-check-open': DUTY,
  'reminder.self-check-today': DUTY,
  'reminder.self-check-overdue': DUTY,
  'reminder.problem-open': DUTY,
  'reminder.problem-today': DUTY,
  'reminder.problem-overdue': DUTY,
  'reminder.examination-open': DUTY,
  'reminder.examination-today': DUTY,
  'reminder.examination-overdue': DUTY,
  'reminder.certificate-open': DUTY,
  'reminder.certificate-today': DUTY,
  'reminder.certificate-overdue': DUTY,
  'reminder.more': ['count'],
  'reminder.foot': [],

  'reminder.what-self-check': [],
  'reminder.what-problem': [],
  'reminder.what-examination': [],
  'reminder.what-certificate': [],
  'reminder.what-several': ['what', 'count'],
  'reminder.standing-open': [],
  'reminder.standing-today': [],
  'reminder.standing-overdue': [],

  'reminder.stopped': [],
  'reminder.resumed': [],
  'reminder.acknowledged-nowhere': [],
  'reminder.acknowledged': ['unit'],
}
