import type { Verification } from '../../../src/certificates/certificate.ts'

/** A welder whose certificate is in order, with what a test is about put differently. */
export function verificationWith(different: Partial<Verification> = {}): Verification {
  return {
    name: '示例甲',
    role: 'special-operations',
    category: '焊接与热切割作业',
    lastFour: '123X',
    result: 'genuine',
    checkedOn: '2022-03-10',
    validUntil: '2025-03-10',
    reviewBy: null,
    appointedOn: null,
    passedOn: null,
    screenshots: [],
    ...different,
  }
}

export function managerWith(different: Partial<Verification> = {}): Verification {
  return verificationWith({
    role: 'safety-manager',
    category: '',
    appointedOn: '2021-09-10',
    passedOn: '2022-01-05',
    ...different,
  })
}
