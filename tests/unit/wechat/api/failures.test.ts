import { describe, expect, it } from 'vitest'
import type { FailureKind } from '../../../../src/delivery/channel.ts'
import { ApiFailure, FAILURES, noAnswer, refusal } from '../../../../src/wechat/api/failures.ts'

/** wechat-platform §4-6, by what a caller must do; the rest of the table is menus, media, codes and tags. */
const CODES: Record<FailureKind, number[]> = {
  token: [40_001, 40_014, 42_001],
  busy: [-1, 43_108],
  'too-frequent': [45_011, 43_117, 45_081],
  quota: [45_009],
  ip: [40_164, 61_004, 89_501, 89_503, 89_506, 89_507],
  config: [40_013, 40_125, 40_243, 41_002, 41_004],
  unauthorized: [48_001],
  'person-gone': [40_003, 43_004, 43_005, 50_005],
  'person-refuses': [48_002],
  'window-closed': [45_015, 45_080],
  'count-used': [45_047],
  'not-subscribed': [43_101],
  restricted: [50_002, 50_004, 50_007, 48_004, 48_006, 43_107, 43_116],
  invalid: [47_003, 40_037, 41_030, 45_002, 45_008, 40_033, 47_001, 45_168, 45_072, 40_007],
  away: [],
  unknown: [1, 99_999],
}
/** What the client repeats by itself. */
const RETRIED = [-1, 45_011, 43_108, 40_001, 40_014, 42_001]

const cases = Object.entries(CODES).flatMap(([kind, codes]) => codes.map(code => [code, kind] as const))

it.each(cases)('%i is %s', (code, kind) => {
  const failure = refusal(code, '/cgi-bin/x')
  expect([failure.kind, failure.retry, failure.errcode]).toEqual([kind, RETRIED.includes(code), code])
})

it('no code of the other APIs is a person’s, and none is left without a kind', () => {
  const others = Object.keys(FAILURES)
    .map(Number)
    .filter(code => !cases.some(([each]) => each === code))
  expect(others).toContain(40_018)
  expect(others).toContain(65_316)
  expect(others).toContain(40_163)
  expect(new Set(others.map(code => refusal(code, '').kind))).toEqual(new Set(['invalid']))
})

describe('what WeChat says besides the code', () => {
  it.each([
    [
      'invalid ip 123.56.6.137 ipv6 ::ffff:123.56.6.137, not in whitelist rid: 6a13bf01-1a41abae-2d178b89',
      { ip: '123.56.6.137', rid: '6a13bf01-1a41abae-2d178b89' },
    ],
    ['invalid ip 240e:390:e6f::17, not in whitelist', { ip: '240e:390:e6f::17' }],
    [
      'access clientip is not registered requestIP: 47.107.99.226 rid: 638fefcc-674a03e0-161bfbc2',
      { ip: '47.107.99.226', rid: '638fefcc-674a03e0-161bfbc2' },
    ],
    [
      'argument invalid! data.thing01.value invalid rid: 5f3a7906-0c594b15',
      { field: 'thing01', rid: '5f3a7906-0c594b15' },
    ],
    ['argument invalid! data.thing3.value is empty', { field: 'thing3' }],
    ['invalid openid hint: [oPenIdOfSomebody]', {}],
    ['ok', {}],
  ])('%s', (errmsg, hints) => {
    expect(refusal(40_164, '/cgi-bin/x', errmsg).hints).toEqual({
      ip: undefined,
      rid: undefined,
      field: undefined,
      ...hints,
    })
  })
})

it('a failure says where and what, and nothing of the answer', () => {
  const failure = refusal(40_003, '/cgi-bin/message/custom/send', 'invalid openid hint: [oPenIdOfSomebody]')
  expect(failure.message).toBe('wechat-refused: person-gone 40003 /cgi-bin/message/custom/send')
  expect(JSON.stringify(failure)).not.toContain('oPenId')
})

it('what may pass by itself is told from what will not', () => {
  const away = [noAnswer('/x', 502), refusal(-1, '/x'), refusal(45_011, '/x')]
  expect(away.map(({ code }) => code)).toEqual(['wechat-away', 'wechat-away', 'wechat-away'])
  expect(refusal(48_001, '/x').code).toBe('wechat-refused')
  expect(new ApiFailure(0, '/x').kind).toBe('unknown')
})
