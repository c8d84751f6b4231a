import { describe, expect, it } from 'vitest'
import { flagsOf, isFaulty, worstFirst } from '../../../src/certificates/flags.ts'
import { managerWith, verificationWith } from './verification.ts'

const TODAY = '2022-03-10'

describe('flags of a line', () => {
  it.each([
    ['in order', verificationWith(), []],
    ['not found', verificationWith({ result: 'not-found', validUntil: null }), ['not-found']],
    [
      'not found, and no longer good',
      verificationWith({ result: 'not-found', validUntil: '2022-03-09' }),
      ['not-found', 'expired'],
    ],
    ['found expired', verificationWith({ result: 'expired', validUntil: '2022-03-01' }), ['expired']],
    ['found good, expired since', verificationWith({ validUntil: '2022-03-09' }), ['expired']],
    ['about to expire', verificationWith({ validUntil: '2022-04-10' }), ['expiring']],
    ['review missed', verificationWith({ reviewBy: '2022-03-09' }), ['review-overdue']],
    [
      'review to come',
      verificationWith({ reviewBy: '2022-04-10', validUntil: '2022-05-01' }),
      ['expiring', 'review-due'],
    ],
    ['to be checked again', verificationWith({ result: 'unsure' }), ['unsure']],
    ['manager in order', managerWith(), []],
    ['manager who passed late', managerWith({ passedOn: '2022-03-11' }), ['passed-late']],
    [
      'manager due today',
      managerWith({ passedOn: null, result: 'not-found', validUntil: null }),
      ['not-found', 'passing-due'],
    ],
    ['manager overdue', managerWith({ passedOn: null, appointedOn: '2021-09-09' }), ['not-passed']],
    ['manager with time left', managerWith({ passedOn: null, appointedOn: '2022-03-01' }), []],
  ])('%s', (_what, verification, flags) => {
    expect(flagsOf(verification, TODAY)).toEqual(flags)
  })
})

it('shows what is worst on top and leaves the rest in its order', () => {
  const names = (verifications: Parameters<typeof worstFirst>[0]) =>
    worstFirst(verifications, TODAY).map(({ verification }) => verification.name)
  const expiring = { validUntil: '2022-04-10' }
  const verifications = [
    verificationWith({ name: '甲' }),
    verificationWith({ name: '乙', ...expiring }),
    verificationWith({ name: '丙', result: 'not-found' }),
    verificationWith({ name: '丁', ...expiring }),
    verificationWith({ name: '戊' }),
  ]
  expect(names(verifications)).toEqual(['丙', '乙', '丁', '甲', '戊'])
})

it.each([
  [verificationWith(), false],
  [verificationWith({ result: 'unsure' }), false],
  [verificationWith({ validUntil: '2022-04-10' }), false],
  [verificationWith({ validUntil: '2022-03-09' }), true],
  [verificationWith({ result: 'mismatch', validUntil: null }), true],
])('nobody may work on what is faulty', (verification, faulty) => {
  expect(isFaulty(verification, TODAY)).toBe(faulty)
})
