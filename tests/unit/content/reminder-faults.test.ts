import { type FaultCase, itTells } from './fault-cases.ts'

const CASES: FaultCase[] = [
  ['bad-time', 'reminders.yaml', "'09:00'", "'9:00'", '9:00'],
  ['steps-order', 'reminders.yaml', 'D1: { before: [7, 1]', 'D1: { before: [1, 7]', 'D1'],
  [
    'steps-order',
    'reminders.yaml',
    'D1: { before: [7, 1], after: [1]',
    'D1: { before: [7], after: [1, 1]',
    'D1',
  ],
  ['ladder-unknown', 'reminders.yaml', '  D1:', '  D9: { before: [1] }\n  D1:', 'D9'],
  [
    'ladder-missing',
    'reminders.yaml',
    '  problem: { before: [7, 1], after: [1], then: staff }\n',
    '',
    'ladders:',
  ],
  ['ladder-missing', 'reminders.yaml', '  D1: { before: [7, 1], after: [1], then: staff }\n', '', 'ladders:'],
  ['phase-unknown', 'reminders.yaml', 'phase: first', 'phase: last', 'phase: last'],
  [
    'duplicate-id',
    'reminders.yaml',
    'openings:\n',
    'openings:\n  - { phase: first, what: 又, say: {} }\n',
    '开始了',
  ],
  ['hours-quiet', 'reminders.yaml', "to: '11:30'", "to: '20:30'", '20:30'],
  ['hours-quiet', 'reminders.yaml', "from: '20:00', to: '08:00'", "from: '12:00', to: '13:00'", '17:30'],
  ['ends-early', 'reminders.yaml', "to: '17:30'", "to: '09:30'", '09:30'],
  ['placeholder-unknown', 'reminders.yaml', '{unit}请看', '{name}请看', '{name}'],
  ['bad-field', 'templates.yaml', 'thing1:', 'thing:', 'thing:'],
  ['placeholder-unknown', 'templates.yaml', '{what}', '{time}', '{time}'],
  ['unknown-key', 'templates.yaml', 'one-time:', 'often:', 'often'],
]

itTells('faults of the reminders and their templates', CASES)
