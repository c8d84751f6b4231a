import { type FaultCase, itTells, long } from './fault-cases.ts'

const CASES: FaultCase[] = [
  ['yaml', 'menu.yaml', '[取消]', '[取消', 'cancel'],
  ['yaml-tab', 'register.yaml', '    name: 同意', '\tname: 同意', '\tname'],
  ['yaml-quotes', 'register.yaml', 'intro: 登记一下。', 'intro: 期限: 三天', 'intro'],
  ['yaml-indent', 'register.yaml', '    ask: 同意吗？', '   ask: 同意吗？', '同意吗'],
  ['yaml-duplicate-key', 'register.yaml', 'title: 登记', 'title: 登记\ntitle: 又一次', '又一次'],
  ['missing', 'register.yaml', '    ask: 哪一类？\n', '', 'id: kind'],
  ['unknown-key', 'register.yaml', 'help: 选', 'hepl: 选', 'hepl'],
  ['wrong-type', 'register.yaml', "['yes'], facts", "'yes', facts", "'yes', facts"],
  ['not-one-of', 'register.yaml', 'type: number', 'type: nmuber', 'nmuber'],
  ['not-one-of', 'self-check/enterprise.yaml', 'polarity: bad', 'polarity: worse', 'worse'],
  ['empty', 'register.yaml', 'ask: 几层？', "ask: ''", "ask: ''"],
  ['too-few', 'self-check/enterprise.yaml', 'evidence: [计划]', 'evidence: []', 'evidence'],
  [
    'too-many',
    'menu.yaml',
    '    sub:',
    '    sub:\n      - { name: 又, key: more }\n      - { name: 又, key: more }\n      - { name: 又, key: more }\n      - { name: 又, key: more }',
    '    sub:',
  ],
  ['too-short', 'faq.yaml', '[保存]', '[存]', '[存]'],
  ['too-long', 'register.yaml', 'name: 县区', `name: ${long(21)}`, `${long(21)}`],
  ['too-small', 'self-check/enterprise.yaml', 'body: 1', 'body: 0', 'body: 0'],
  ['too-large', 'register.yaml', 'type: number', 'type: images, max: 21', 'max: 21'],
  ['bad-id', 'register.yaml', 'id: floors', 'id: floors.high', 'floors.high'],
  ['bad-key', 'phrases.yaml', 'foot.text:', 'foottext:', 'foottext'],
  ['malformed', 'register.yaml', 'type: number', 'type: date, from: tomorrow', 'tomorrow'],
  ['menu-name-long', 'menu.yaml', 'name: 自查', 'name: 自查与整改', '自查与整改'],
  ['menu-name-long', 'menu.yaml', '开始自查', '现在就开始自查吧吧', '现在就开始'],
  [
    'menu-key-long',
    'menu.yaml',
    'key: self-check',
    'key: kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk',
    'kkk',
  ],
  [
    'menu-url',
    'menu.yaml',
    'http://cx',
    'http://cx/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    '证书查询',
  ],
  ['menu-url', 'menu.yaml', 'http://cx', 'cx', '证书查询'],
]

itTells('faults of form', CASES)
