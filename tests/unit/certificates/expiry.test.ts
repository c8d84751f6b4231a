import { describe, expect, it } from 'vitest'
import { reviewOn, validityOn } from '../../../src/certificates/expiry.ts'

describe('validity of a certificate', () => {
  it.each([
    [null, '2022-03-10', 'undated'],
    ['2022-03-09', '2022-03-10', 'expired'],
    ['2022-03-10', '2022-03-10', 'expiring'],
    ['2022-05-09', '2022-03-10', 'expiring'],
    ['2022-05-10', '2022-03-10', 'valid'],
    ['2024-02-29', '2024-03-01', 'expired'],
    ['2024-02-29', '2023-12-31', 'expiring'],
    ['2024-02-29', '2023-12-30', 'valid'],
  ])('good until %s, on %s: %s', (until, today, state) => {
    expect(validityOn(until, today)).toBe(state)
  })
})

describe('review of a certificate', () => {
  it.each([
    [null, '2022-03-10', 'undated'],
    ['2022-03-09', '2022-03-10', 'overdue'],
    ['2022-03-10', '2022-03-10', 'due'],
    ['2022-05-09', '2022-03-10', 'due'],
    ['2022-05-10', '2022-03-10', 'ahead'],
  ])('by %s, on %s: %s', (by, today, state) => {
    expect(reviewOn(by, today)).toBe(state)
  })
})
