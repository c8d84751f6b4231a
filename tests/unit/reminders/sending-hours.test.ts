import { expect, test } from 'vitest'
import { allowedAt } from '../../../src/reminders/sending-hours.ts'
import { content } from '../../support/content.ts'

const { hours } = content.reminders.sending

test.each([
  ['2022-03-18T08:59:59+08:00', null, 'a working day before nine'],
  ['2022-03-18T09:00:00+08:00', 'all', 'nine'],
  ['2022-03-18T11:29:59+08:00', 'all', 'before noon'],
  ['2022-03-18T11:30:00+08:00', null, 'noon'],
  ['2022-03-18T14:30:00+08:00', 'all', 'the afternoon'],
  ['2022-03-18T17:30:00+08:00', null, 'the evening'],
  ['2022-03-18T23:00:00+08:00', null, 'the night'],
  ['2022-03-19T12:00:00+08:00', 'urgent', 'a Saturday'],
  ['2022-03-19T17:30:00+08:00', null, 'a Saturday evening'],
  ['2022-01-29T12:00:00+08:00', null, 'noon of a Saturday that is worked'],
  ['2022-01-29T15:00:00+08:00', 'all', 'a Saturday that is worked'],
  ['2022-02-01T12:00:00+08:00', 'urgent', 'a Tuesday of the Spring Festival'],
])('%s: %s (%s)', (instant, allowed, _what) => {
  expect(allowedAt(hours, content.calendar, Date.parse(instant))).toBe(allowed)
})
