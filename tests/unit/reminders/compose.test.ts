import { describe, expect, it, test } from 'vitest'
import { createSpeak } from '../../../src/dialog/fill.ts'
import { compose, insists, type Told } from '../../../src/reminders/compose.ts'
import { content } from '../../support/content.ts'

const UNIT = { name: '示例安全培训学校', subject: 'training-institution', bureau: 'licheng' }
const told = (duty: string, due: string, step: string, count = 1): Told => ({
  duty,
  due,
  count,
  steps: [step],
})
const NOTICE = told('notice', '2021-12-01', 'first')
const OPENING = told('phase:inspection', '2022-04-01', 'opening')
const say = (today: string, ...all: Told[]) =>
  compose(content, createSpeak(content.phrases), UNIT, all, today, false)

describe('each duty in its standing says what, to whom, by when, what to do, and how to stop', () => {
  test.each([
    [
      '2022-03-04',
      told('DL1', '2022-03-20', 'T-14'),
      '自查报告请在2022年3月20日（星期日）前报莆田市应急管理局。那天是休息日，请最晚3月18日（星期五）报出，报出以后发“交件”。自查还没填完的，先发“自查”。',
    ],
    ['2022-03-18', told('DL1', '2022-03-20', 'T-1'), '今天是最后一个工作日，请今天报出'],
    [
      '2022-05-20',
      told('DL3', '2022-05-27', 'T-7'),
      '检查情况报告请在2022年5月27日（星期五）前报莆田市应急管理局，还有7天。',
    ],
    ['2022-05-27', told('DL3', '2022-05-27', 'T'), '检查情况报告今天到期，请今天报莆田市应急管理局。'],
    [
      '2022-05-30',
      told('DL3', '2022-05-27', 'T+1'),
      '检查情况报告应在2022年5月27日前报莆田市应急管理局，已经过了3天。',
    ],
    [
      '2022-03-11',
      told('DL2', '2022-03-20', 'T-7'),
      '问题清单、整改清单请在2022年3月20日（星期日）前报荔城区应急管理局。',
    ],
    [
      '2022-03-17',
      told('self-check', '2022-03-31', 'T-14'),
      '自查还没有提交，请在2022年3月31日（星期四）前做完，还有14天。现在就填，发“自查”。',
    ],
    [
      '2022-04-12',
      told('problem', '2022-04-15', 'T-3', 2),
      '2个问题的整改时限是2022年4月15日（星期五），还有3天。改好了，发“整改”填写。',
    ],
    ['2022-04-15', told('problem', '2022-04-15', 'T', 2), '2个问题的整改时限是今天。'],
    ['2022-04-18', told('problem', '2022-04-15', 'T+1', 2), '2个问题过了整改时限（2022年4月15日）3天。'],
    [
      '2022-04-12',
      told('examination', '2022-05-12', 'T-30'),
      '1位主要负责人或安管人员要在2022年5月12日（星期四）前考核合格，还有30天。',
    ],
    [
      '2022-04-12',
      told('certificate', '2022-04-19', 'T-7', 3),
      '3本证书2022年4月19日（星期二）到期或者要复审，还有7天。',
    ],
  ])('%s: %o', (today, each, words) => {
    const { text } = say(today, each)
    expect(text).toContain(words)
    expect(text).toMatch(/^【提醒】示例安全培训学校：\n/)
    expect(text).toMatch(/回复“停止提醒”。$/)
  })
})

it('who has stopped reminders is not told how to stop them', () => {
  const all = [told('DL1', '2022-03-20', 'T-1')]
  const { text } = compose(content, createSpeak(content.phrases), UNIT, all, '2022-03-18', true)
  expect(text).toMatch(/回复“恢复提醒”。$/)
  expect(text).not.toContain('不想收提醒')
})

it('several are one message, in the order of their days, and several steps of one are said once', () => {
  const { text, values } = say(
    '2022-04-12',
    told('certificate', '2022-04-19', 'T-7'),
    { ...told('problem', '2022-04-15', 'T-3', 2), steps: ['T-3', 'T'] },
    OPENING,
  )
  expect(text.match(/问题|证书|检查阶段/g)?.slice(0, 3)).toEqual(['检查阶段', '问题', '问题'])
  expect(text.indexOf('2个问题')).toBeLessThan(text.indexOf('1本证书'))
  expect(values).toEqual({
    what: '问题整改等3件，还有3天',
    unit: UNIT.name,
    bureau: '',
    due: '2022年4月15日',
    standing: '待办',
  })
})

it('what does not fit into one message is counted', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    told('problem', `2022-05-${String(index + 1).padStart(2, '0')}`, 'T-3'),
  )
  const { text } = say('2022-04-29', NOTICE, ...many)
  expect(Buffer.byteLength(text)).toBeLessThan(2_048)
  expect(text).toMatch(/还有\d+件，发“我的任务”看全部。/)
})

test.each<[string, Told[], string, string]>([
  [
    'what presses goes first',
    [NOTICE, told('DL1', '2022-03-20', 'T-1')],
    'deadline',
    '自查报告等2件，今天到期',
  ],
  [
    'then the notice',
    [NOTICE, told('DL1', '2022-03-20', 'T-14'), OPENING],
    'notice',
    `${content.reminders.notice.what}等3件`,
  ],
  [
    'then what is due first',
    [OPENING, told('problem', '2022-04-15', 'T-3'), told('DL1', '2022-03-20', 'T-14')],
    'deadline',
    '自查报告等3件，今天到期',
  ],
  ['then the phase', [OPENING], 'phase', '市县检查阶段开始'],
])('a template has room for one thing: %s', (_what, all, name, what) => {
  expect(say('2022-03-18', ...all)).toMatchObject({ name, values: { what } })
})

test.each([
  [
    '2022-03-11',
    told('DL2', '2022-03-20', 'T-7'),
    '问题清单、整改清单还有7天，发“进度”',
    '2022年3月18日',
    '待办',
  ],
  [
    '2022-03-17',
    told('DL2', '2022-03-20', 'T-3'),
    '问题清单、整改清单还有1天，发“进度”',
    '2022年3月18日',
    '待办',
  ],
  [
    '2022-03-18',
    told('DL2', '2022-03-20', 'T-1'),
    '问题清单、整改清单今天到期，发“进度”',
    '2022年3月18日',
    '今天到期',
  ],
  [
    '2022-03-19',
    told('DL2', '2022-03-20', 'T-1'),
    '问题清单、整改清单还有1天，发“进度”',
    '2022年3月20日',
    '待办',
  ],
  [
    '2022-03-21',
    told('DL2', '2022-03-20', 'T+1'),
    '问题清单、整改清单过了1天，发“进度”',
    '2022年3月20日',
    '已逾期',
  ],
  [
    '2022-02-14',
    told('self-check', '2022-03-31', 'T-45'),
    '安全生产培训自查还有45天，发“自查”',
    '2022年3月31日',
    '待办',
  ],
  ['2022-04-12', told('problem', '2022-04-17', 'T-3'), '问题整改还有5天，发“整改”', '2022年4月17日', '待办'],
])('a card of %s says how long there is and what to send: %o', (today, each, what, due, standing) => {
  expect(say(today, each).values).toMatchObject({ what, due, standing })
  expect([...what].length).toBeLessThanOrEqual(20)
})

describe('an enterprise hears with its self-check when papers on its problems are due', () => {
  const enterprise = { name: '示例制鞋有限公司', subject: 'enterprise', bureau: 'licheng' }
  const selfCheck = (today: string) =>
    compose(
      content,
      createSpeak(content.phrases),
      enterprise,
      [told('self-check', '2022-03-31', 'T-14')],
      today,
      false,
    )

  test.each([
    [
      '2022-03-17',
      '还有14天。现在就填，发“自查”。查出问题的，2022年3月20日（最后一个工作日3月18日）前还要把问题清单、整改清单报荔城区应急管理局。',
      '自查还有14天，有问题3月18日前报',
    ],
    [
      '2022-03-24',
      '还有7天。现在就填，发“自查”。查出问题的，问题清单、整改清单应在2022年3月20日前报荔城区应急管理局，已经过了，查完请马上报。',
      '安全生产培训自查还有7天，发“自查”',
    ],
  ])('on %s', (today, words, what) => {
    const { text, values } = selfCheck(today)
    expect(text).toContain(words)
    expect(values).toMatchObject({ what, due: '2022年3月31日' })
    expect([...what].length).toBeLessThanOrEqual(20)
  })
})

test.each([
  ['2021-12-02', NOTICE, '请传达到辖区安全培训机构和生产经营单位'],
  ['2021-12-10', told('notice', '2021-12-01', 'again'), '还没有收到贵局的回复'],
  ['2022-05-20', told('DL3', '2022-05-27', 'T-7'), '报莆田市应急管理局，还有7天。盖章报出以后发“交件”。\n'],
  ['2022-09-16', told('DL5', '2022-09-25', 'T-7'), '请最晚9月23日（星期五）报出，报出以后发“交件”。\n'],
])('a county bureau, which checks others, has words of its own on %s', (today, each, words) => {
  const bureau = { name: '荔城区应急管理局', subject: 'county-bureau', bureau: 'licheng' }
  const { text } = compose(content, createSpeak(content.phrases), bureau, [each], today, false)
  expect(text).toContain(words)
  expect(text).not.toMatch(/发“自查”|监管您单位/)
})

it('the second notice has words of its own', () => {
  expect(say('2022-03-18', told('notice', '2021-12-01', 'again')).text).toContain('前几天已传达')
})

test.each([
  ['DL1 T-30', false],
  ['DL1 T-3', false],
  ['DL1 T-1', true],
  ['problem T', true],
  ['DL1 T+3', true],
  ['examination T-30', false],
  ['examination T-7', true],
  ['certificate T-7', true],
])('%s comes to whoever wants none: %s', (each, does) => {
  const [duty = '', step = ''] = each.split(' ')
  expect(insists(content, told(duty, '2022-03-20', step))).toBe(does)
})

it('neither does the notice come to whoever wants none, nor a phase', () => {
  expect([NOTICE, OPENING].map(each => insists(content, each))).toEqual([false, false])
})
