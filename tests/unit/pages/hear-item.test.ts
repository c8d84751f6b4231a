import { expect, it } from 'vitest'
import { createFrame, type Frame } from '../../../src/dialog/frame.ts'
import { hearItem } from '../../../src/self-check/hear-item.ts'
import { answersOfItem } from '../../../src/self-check/item-states.ts'
import { content } from '../../support/content.ts'

const TODAY = '2022-03-10'
const script = content.scripts.get('self-check/training-institution')!
const frame = (answers: Frame['answers']) =>
  createFrame({
    dialog: 'self-check',
    script: script.hash,
    subject: 's',
    facts: { subject: 'training-institution' },
    answers,
  })
const form = (shown: Frame['answers'], words: Record<string, string[]>) => ({
  itemId: 'T2',
  shown,
  fields: new Map(Object.entries(words).map(([path, each]) => [path, { words: each }])),
})

it('hears what was changed, in the order of the questions, and what it leads to', () => {
  const sent = form({}, { 'T2.1.what': ['实操少上8学时'], 'T2.1.checks': ['d'], 'T2.result': ['present'] })
  const heard = hearItem(script, frame({}), sent, TODAY)
  expect(heard.changes).toEqual([
    { path: 'T2.result', value: 'present', before: undefined },
    { path: 'T2.1.checks', value: ['d'], before: undefined },
    { path: 'T2.1.what', value: '实操少上8学时', before: undefined },
  ])
  expect(heard.hints.size + heard.idle.length).toBe(0)
})

it('takes nothing for an answer that was merely shown, also when the record is another by now', () => {
  const shown = { 'T2.result': 'na', 'T2.reason': '本机构没有这一类班次' }
  const sent = form(shown, { 'T2.result': ['na'], 'T2.reason': ['本机构没有这一类班次'] })
  expect(hearItem(script, frame({ 'T2.result': 'none' }), sent, TODAY).changes).toEqual([])
})

it('keeps what is no answer apart, and hears the rest', () => {
  const shown = { 'T2.result': 'present' }
  const sent = form(shown, { 'T2.result': ['present'], 'T2.1.what': ['少'], 'T2.1.owner': ['教务主任'] })
  const heard = hearItem(script, frame(shown), sent, TODAY)
  expect(heard.changes.map(({ path }) => path)).toEqual(['T2.1.owner'])
  expect([...heard.hints]).toEqual([['T2.1.what', { phrase: 'hint.text-short', values: { min: 5 } }]])
})

it('names what was written for a question that a colleague has made superfluous', () => {
  const sent = form({ 'T2.result': 'present' }, { 'T2.result': ['present'], 'T2.1.what': ['实操少上8学时'] })
  expect(hearItem(script, frame({ 'T2.result': 'none' }), sent, TODAY)).toMatchObject({
    changes: [],
    idle: ['T2.1.what'],
  })
})

it('hears nothing of other items, and nothing that the item does not ask', () => {
  const sent = form({}, { 'T1.result': ['none'], 'T2.rating': ['good'], 'T2.__proto__': ['x'] })
  expect(hearItem(script, frame({}), sent, TODAY).changes).toEqual([])
})

it('a form sent twice has nothing left to say', () => {
  const first = hearItem(script, frame({}), form({}, { 'T2.result': ['none'] }), TODAY)
  const again = hearItem(script, first.frame, form({}, { 'T2.result': ['none'] }), TODAY)
  expect(again.changes).toEqual([])
  expect(answersOfItem(first.frame.answers, 'T2')).toEqual({ 'T2.result': 'none' })
})
