import { expect, test } from 'vitest'
import { dueSteps } from '../../../src/reminders/due-steps.ts'
import { content } from '../../support/content.ts'

const NO_REST = {
  ...content,
  reminders: {
    ...content.reminders,
    sending: {
      ...content.reminders.sending,
      hours: { ...content.reminders.sending.hours, 'rest-days': [] },
    },
  },
}

test.each([
  ['the Sunday that it is due on', '2022-03-18', '2022-03-20', content, '2022-03-20'],
  ['the Saturday that it is due on', '2022-03-18', '2022-03-19', content, '2022-03-19'],
  ['any day once it is due', '2022-03-18', '2022-03-18', content, '2022-03-19'],
  ['a working day before it', '2022-03-17', '2022-03-20', content, '2022-03-18'],
  ['a working day, where the day itself has no hours', '2022-03-18', '2022-03-20', NO_REST, '2022-03-21'],
])('where the day is taken, what is due goes on %s', (_, today, due, rules, later) => {
  const now = Date.parse(`${today}T09:30+08:00`)
  const days = { problem: [due], examination: [], certificate: [] }
  const steps = dueSteps(rules, now, 'all', days).filter(({ duty }) => duty === 'problem')
  expect(steps).toMatchObject([{ due, later }])
})
