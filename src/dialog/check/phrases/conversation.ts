export const CONVERSATION = {
  'welcome.follow': [],

  'command.menu': [],
  'command.help': [],
  'command.human': ['hotline'],
  'command.human-unset': [],

  'hotline.card': ['hotline'],
  'hotline.card-unset': [],
  'hotline.numbers': ['number', 'hours', 'emergency'],
  'hotline.here': [],
  'hotline.national': [],

  'faq.list': ['titles'],

  'fallback.text': [],

  'foot.first': ['words'],
  'foot.second': [],
  'foot.back': [],
  'foot.skip': [],
  'foot.basis': [],
  'foot.help': [],
  'foot.pause': [],
  'foot.choice': [],
  'foot.multi-choice': [],
  'foot.text': [],
  'foot.text-min': ['min'],
  'foot.number': [],
  'foot.date': [],
  'foot.phone': [],
  'foot.credit-code': [],
  'foot.images': [],
  'foot.location': [],
  'foot.evidence': [],
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
  'stuck.short': ['help'],
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
  'pause.until': ['until'],
  'pause.none': [],

  'resume.done': ['title'],
  'resume.none': [],
  'resume.offer': [],
  'resume.paused': [],

  'restart.confirm': [],
  'restart.done': [],
  'restart.none': [],

  'cancel.done': [],
  'cancel.confirm': [],
  'cancel.erased': [],
  'cancel.none': [],

  'confirm.kept': [],

  'interrupt.offer': ['title'],
  'interrupt.return': ['title'],

  'more.foot': [],
  'more.none': [],

  'parked.foot': [],
  'parked.told-foot': [],

  'failed.again': [],
  'failed.submission': [],
  'failed.own-code': [],

  'photo.refused': [],
  'photo.away': [],

  'idle.image': [],
  'idle.voice': [],
  'idle.video': [],
  'idle.file': [],
  'idle.other': [],

  'progress.steps': ['title', 'done', 'total'],
  'progress.unregistered': [],
  'progress.unit': ['unit'],
  'progress.not-started': [],
  'progress.started': ['items', 'answered', 'problems'],
  'progress.filed': ['receipt', 'version', 'problems'],
  'progress.missing': ['missing'],
  'progress.other-kind': ['version'],
  'progress.problems': ['problems', 'closed', 'open'],
  'progress.all-closed': ['problems', 'closed', 'open'],
}
