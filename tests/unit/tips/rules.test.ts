import { describe, expect, it } from 'vitest'
import { creditCodeCheck } from '../../../src/dialog/answers/credit-code-rule.ts'
import { destroyOn } from '../../../src/tips/case/destruction.ts'
import { creditCodeIn, registrationPlace } from '../../../src/tips/case/registration-place.ts'
import { urgencyOf } from '../../../src/tips/case/urgency.ts'
import { routeTip } from '../../../src/tips/routing.ts'
import { content } from '../../support/content.ts'

const { campaign, tipSettings } = content
const enterprise = { subject: 'enterprise', district: 'licheng', level: 'county' } as const
const institution = { subject: 'training-institution', district: 'xiuyu', level: 'county' } as const

describe('a tip goes', () => {
  const about = { unit: null, district: null, aboutBureau: false }
  it.each([
    ['to the district’s bureau', { ...about, district: 'hanjiang' }, 'hanjiang'],
    ['to the city where nothing is known', about, 'putian'],
    ['to the city for a district that is not ours', { ...about, district: 'fuzhou' }, 'putian'],
    [
      'to the bureau of a known enterprise, wherever the reporter is',
      { ...about, unit: enterprise, district: 'xiuyu' },
      'licheng',
    ],
    [
      'to the city for an enterprise that it supervises',
      { ...about, unit: { ...enterprise, level: 'city' as const } },
      'putian',
    ],
    ['to who inspects an institution', { ...about, unit: institution }, 'xiuyu'],
    [
      'to the city for one with special operations',
      { ...about, unit: { ...institution, specialOps: true } },
      'putian',
    ],
    [
      'to the district for a unit of a district that is gone',
      { ...about, unit: { ...enterprise, district: 'gone' }, district: 'xiuyu' },
      'xiuyu',
    ],
  ])('%s', (_, what, bureau) => {
    expect(routeTip(campaign, what)).toEqual({ bureau, custodianOnly: false })
  })

  it('to the custodian alone where it is about a bureau, whatever else is known', () => {
    const routing = routeTip(campaign, { unit: enterprise, district: 'licheng', aboutBureau: true })
    expect(routing).toEqual({ bureau: 'putian', custodianOnly: true })
  })
})

it.each([
  ['2022-03-01', 'open', 14],
  ['2022-03-10', 'soon', 5],
  ['2022-03-15', 'soon', 0],
  ['2022-03-16', 'overdue', -1],
])('a clock that ends on 2022-03-15 is on %s: %s', (today, urgency, daysLeft) => {
  expect(urgencyOf('2022-03-15', today, tipSettings.clocks)).toEqual({ urgency, daysLeft })
})

it('no clock is neither open nor over', () => {
  expect(urgencyOf(null, '2022-03-15', tipSettings.clocks)).toEqual({ urgency: 'none', daysLeft: null })
})

describe('what could name a reporter is gone', () => {
  const retention = { contact: 240, link: 30, longest: 500, draft: 7 }
  it.each([
    ['link', '2022-05-01', '2022-05-31'],
    ['contact', '2022-05-01', '2022-12-27'],
    ['contact', null, '2023-07-23'],
    ['contact', '2023-07-01', '2023-07-23'],
  ] as const)('%s of a case over on %s: from %s', (kept, overOn, day) => {
    expect(destroyOn(kept, { receivedOn: '2022-03-10', overOn }, retention)).toBe(day)
  })
})

describe('where a unit is registered', () => {
  const codeOf = (division: string) => {
    const first = `91${division}MA00000001`.slice(0, 17)
    return first + creditCodeCheck(first)
  }
  it('is read off its credit code, ours by name', () => {
    expect(registrationPlace(codeOf('350304'), campaign.districts)).toEqual({
      code: '350304',
      district: '荔城区',
    })
    expect(registrationPlace(codeOf('350102'), campaign.districts)).toEqual({
      code: '350102',
      district: null,
    })
  })

  it('is found in what a reporter wrote, only with a right check digit', () => {
    const code = codeOf('350304')
    expect(creditCodeIn(`执照上是${code.toLowerCase()}，请查`)).toBe(code)
    expect(creditCodeIn(`执照上是${code.slice(0, 17)}?`)).toBeNull()
    expect(creditCodeIn('350322198001011235 张某')).toBeNull()
  })
})
