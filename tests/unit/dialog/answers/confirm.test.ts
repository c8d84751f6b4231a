import { expect, test } from 'vitest'
import type { ResolvedSpec } from '../../../../src/dialog/answers/parse-answer.ts'
import { hear, hearing, hint } from './hearing.ts'

const SPEC: ResolvedSpec = { type: 'confirm', yes: '确认提交', no: '再看看' }

test.each([
  '1',
  '１',
  '一',
  '是',
  '是的',
  '对',
  '对的',
  '好',
  '好的',
  '可以',
  '可以的',
  '同意',
  '确认',
  '确认提交',
  '提交',
  '嗯',
  '嗯嗯',
  'ok',
  'OK',
  'Yes',
])('%s is yes', text => {
  expect(hearing(SPEC)(text)).toBe('yes')
})

test.each([
  '2',
  '二',
  '否',
  '不',
  '不是',
  '不对',
  '不同意',
  '不行',
  '取消',
  '再看看',
  '看看',
  '不用了',
  'No',
])('%s is no', text => {
  expect(hearing(SPEC)(text)).toBe('no')
})

test.each(['', '3', '不提交', '不是很对', '可以吗', '[OK]', '/:ok', '👌', '也许', '没有', '确定'])(
  '%j is neither',
  text => {
    expect(hear(SPEC, text)).toEqual(hint('hint.confirm', { yes: '确认提交', no: '再看看' }))
  },
)

test('a word that belongs to the other label means the other', () => {
  const heard = hearing({ type: 'confirm', yes: '不对，要修改', no: '对，没错' })
  expect(['对', '对的', '不对', '1', '2'].map(heard)).toEqual(['no', 'no', 'yes', 'yes', 'no'])
  const opposite = hearing({ type: 'confirm', yes: '同意', no: '不同意' })
  expect(['同意', '不同意', '不'].map(opposite)).toEqual(['yes', 'no', 'no'])
})

test('where the words must be said, a nod is no consent, and a no is one all the same', () => {
  const heard = hearing({ type: 'confirm', yes: '同意', no: '不同意', explicit: true })
  expect(['同意', '我同意。', '1', '不同意', '不', '2'].map(heard)).toEqual([
    ...['yes', 'yes', 'yes'],
    ...['no', 'no', 'no'],
  ])
  const nods = ['好', '好的', '是', '确定', '行', 'ok']
  for (const nod of nods) expect(hear({ ...SPEC, explicit: true }, nod).ok).toBe(false)
})
