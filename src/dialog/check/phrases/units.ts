export const UNITS = {
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
}
