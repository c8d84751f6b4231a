import { expect, it } from 'vitest'
import { createSpeak } from '../../../../src/dialog/fill.ts'
import { TIP_STATES } from '../../../../src/tips/case/flow.ts'
import { sayStanding } from '../../../../src/tips/chat/say-standing.ts'
import type { TipStanding } from '../../../../src/tips/tip.ts'
import { content } from '../../../support/content.ts'

const speak = createSpeak(content.phrases)
const TIP: TipStanding = {
  number: 'JB20220310-7K3M9PXA',
  level: 'notifiable',
  state: 'registered',
  since: '2022-03-10',
  dueOn: '2022-03-25',
  referredTo: [],
  hasContact: false,
  messages: [],
}
const words = { settings: content.tipSettings, speak, hotline: '0594-12345678' }
const said = (tip: Partial<TipStanding>, today = '2022-03-25') =>
  sayStanding({ ...TIP, ...tip }, words, today)
    .map(speak)
    .join('\n')

it('a new tip: its state, what that means, what comes next by when, and what can be done', () => {
  expect(said({})).toBe(
    [
      '编号：JB20220310-7K3M9PXA',
      '状态：登记（2022年3月10日起）',
      content.tipSettings.states.registered.meaning,
      '最晚2022年3月25日决定受理不受理。',
      '要补充内容或者证据，发“补充”。',
    ].join('\n'),
  )
})

it('a day that is past is no promise any more: how to press for it, first without giving a number away', () => {
  const late = said({}, '2022-03-26')
  expect(late).toContain('应当最晚2022年3月25日决定受理不受理，现在已经过了。请发“补充”催办')
  expect(late).toContain('打 0594-12345678 问，报编号就行，不用说姓名，打电话问的，会显示来电号码')
  expect(late).not.toContain('\n最晚')
  expect(said({ state: 'handling' }, '2022-03-26')).toMatch(
    /应当最晚2022年3月25日办结，.*“补充”催办.*0594-12345678.*来电号码/,
  )
})

it.each(TIP_STATES)('%s is told with its meaning', state => {
  const { label, meaning } = content.tipSettings.states[state]
  expect(said({ state, dueOn: null })).toContain(`状态：${label}（2022年3月10日起）\n${meaning}`)
})

it('what was written comes newest first, and a question that waits asks for an answer', () => {
  const messages: TipStanding['messages'] = [
    { from: 'bureau', on: '2022-03-12', text: '已经去看过。', isQuestion: false },
    { from: 'bureau', on: '2022-03-14', text: '是哪一期？', isQuestion: true },
  ]
  const asked = said({ messages })
  expect(asked).toContain('2022年3月14日 工作人员问：是哪一期？\n2022年3月12日 工作人员：已经去看过。')
  expect(asked).toContain('工作人员在等您回答')
  const answered = said({
    messages: [...messages, { from: 'reporter', on: '2022-03-15', text: '', isQuestion: false }],
  })
  expect(answered).toContain('2022年3月15日 您补充过\n2022年3月14日')
  expect(answered).not.toContain('工作人员在等您回答')
  expect(said({ messages, state: 'closed', dueOn: null })).not.toContain('工作人员在等您回答')
  expect(said({ messages: [...messages, { ...messages[0]!, on: '2022-03-16' }] })).toContain(
    '工作人员在等您回答',
  )
})

it('tells whom it was referred to, and that contact data can be withdrawn while there is some', () => {
  expect(said({ referredTo: ['police'], hasContact: true })).toMatch(/已移送：公安机关。[\s\S]*撤回联系方式/)
  expect(said({})).not.toContain('撤回联系方式')
})
