/** What every sentence about a duty may name. */
const DUTY = ['papers', 'bureau', 'clause', 'date', 'weekday', 'last-day', 'last-weekday', 'receipt']

/**
 * Every phrase the program says, with the values it gives it: phrases.yaml must have exactly these, and name no others.
 * tests/unit/content/phrases-used.test.ts holds this table against the source.
 */
export const PHRASES: Readonly<Record<string, readonly string[]>> = {
  'welcome.follow': [],

  'command.menu': [],
  'command.help': [],
  'command.human': ['hotline'],
  'command.human-unset': [],

  'hotline.card': ['hotline'],
  'hotline.card-unset': [],

  'faq.list': ['titles'],

  'fallback.text': [],

  'foot.first': [],
  'foot.choice': [],
  'foot.multi-choice': [],
  'foot.text': [],
  'foot.number': [],
  'foot.date': [],
  'foot.phone': [],
  'foot.credit-code': [],
  'foot.images': [],
  'foot.location': [],
  'foot.confirm': [],
  'foot.skip-optional': [],
  'foot.skip-later': [],
  'foot.answered': ['answer'],

  'back.first': [],

  'skip.done': [],
  'skip.later': [],
  'skip.refused': [],

  'help.step': ['help'],

  'basis.item': ['help', 'evidence', 'refs'],
  'basis.unconfirmed': ['refs'],
  'basis.notice': [],

  'stuck.help': ['help'],
  'stuck.skip': [],

  'submit.early': ['count'],

  'review.counts': ['items', 'answered', 'problems', 'missing', 'submit'],
  'review.blank': [],
  'review.foot': ['items', 'answered', 'problems', 'missing', 'submit'],
  'review.foot-missing': ['items', 'answered', 'problems', 'missing', 'submit'],
  'review.missing': ['count'],
  'review.fill-in': ['count'],
  'review.unclear': [],
  'review.no-row': ['row'],

  'pause.done': [],
  'pause.none': [],

  'resume.done': ['title'],
  'resume.none': [],
  'resume.offer': [],
  'resume.paused': [],

  'restart.confirm': [],
  'restart.done': [],
  'restart.none': [],

  'cancel.done': [],
  'cancel.none': [],

  'confirm.kept': [],

  'interrupt.offer': ['title'],
  'interrupt.return': ['title'],

  'more.foot': [],
  'more.none': [],

  'parked.foot': [],

  'failed.again': [],

  'photo.refused': [],
  'photo.away': [],

  'idle.image': [],
  'idle.voice': [],
  'idle.video': [],
  'idle.file': [],
  'idle.other': [],

  'member.first': [],
  'member.none': [],
  'member.gone': [],

  'register.done': ['unit', 'bureau'],
  'register.changed': ['unit', 'bureau'],
  'register.already': ['unit'],
  'register.elsewhere': ['unit'],
  'register.exists': [],
  'register.code-taken': [],
  'register.other-authority': ['authority'],
  'register.declined': [],

  'invite.made': ['code', 'days', 'unit'],
  'invite.wrong': [],

  'leave.confirm': ['unit'],
  'leave.done': [],

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
  'duty.no-problems': DUTY,
  'duty.still-checking': DUTY,
  'duty.not-started': DUTY,

  'filed.deliver': [],
  'deliver.none': [],
  'deliver.done': ['count', 'receipt'],
  'deliver.kept': ['count', 'receipt'],

  'rectify.none': [],
  'rectify.filed': ['done', 'open', 'receipt', 'version', 'problems'],
  'rectify.all-done': ['done', 'open', 'receipt', 'version', 'problems'],
  'rectify.kept': ['done', 'open'],

  'progress.steps': ['title', 'done', 'total'],
  'progress.unregistered': [],
  'progress.unit': ['unit'],
  'progress.not-started': [],
  'progress.started': ['items', 'answered', 'problems'],
  'progress.filed': ['receipt', 'version', 'problems'],
  'progress.problems': ['problems', 'closed', 'open'],
  'progress.all-closed': ['problems', 'closed', 'open'],

  'hint.choice': ['max'],
  'hint.choice-ambiguous': ['max'],
  'hint.choice-range': ['max'],
  'hint.multi-choice': ['max'],
  'hint.multi-choice-range': ['max'],
  'hint.multi-choice-none': [],
  'hint.confirm': ['yes', 'no'],
  'hint.text': [],
  'hint.text-short': ['min'],
  'hint.text-long': ['max', 'count'],
  'hint.sticker': [],
  'hint.id-number': [],
  'hint.number': [],
  'hint.number-whole': [],
  'hint.number-small': ['min', 'unit'],
  'hint.number-large': ['max', 'unit'],
  'hint.date': [],
  'hint.date-impossible': [],
  'hint.date-early': ['from'],
  'hint.date-late': ['to'],
  'hint.date-weekday': ['date'],
  'hint.phone': [],
  'hint.phone-length': ['count'],
  'hint.phone-area': [],
  'hint.credit-code': [],
  'hint.credit-code-old': [],
  'hint.credit-code-length': ['count'],
  'hint.credit-code-character': ['character', 'position'],
  'hint.credit-code-letter': ['letter', 'figure', 'position'],
  'hint.credit-code-check': [],
  'hint.credit-code-swapped': ['position', 'next'],
  'hint.credit-code-misread': ['position'],
  'hint.photo': ['count', 'left'],
  'hint.photo-min': ['min', 'count'],
  'hint.photo-full': ['max'],
  'hint.photo-more': ['count', 'left'],
  'hint.photo-unwanted': [],
  'hint.location': [],
  'hint.location-unwanted': [],
  'hint.voice': [],
  'hint.video': [],
  'hint.file': [],
  'hint.link': [],
  'hint.card': [],
}
