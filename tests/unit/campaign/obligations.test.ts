import { describe, expect, it } from 'vitest'
import { toCivil } from '../../../src/campaign/civil-date.ts'
import { type FilingState, type ObligedUnit, obligationsOf } from '../../../src/campaign/obligations.ts'
import { standingOf } from '../../../src/campaign/standing.ts'
import { realCalendar, realCampaign } from './real-content.ts'

const campaign = realCampaign()
const calendar = realCalendar()
const dutiesOf = (unit: ObligedUnit, state: FilingState) => obligationsOf(campaign, unit, state, calendar)

const institution: ObligedUnit = { subject: 'training-institution', bureau: 'licheng', level: 'county' }
const enterprise: ObligedUnit = { subject: 'enterprise', bureau: 'hanjiang', level: 'county' }
const county: ObligedUnit = { subject: 'county-bureau', bureau: 'xianyou', level: 'county' }
const untouched: FilingState = { filed: false, problems: 0, started: false }
const clean: FilingState = { filed: true, problems: 0, started: true }

describe('an institution', () => {
  it('owes its report to the city, whoever inspects it and whatever it finds', () => {
    const expected = {
      id: 'DL1',
      clause: '三（一）',
      papers: ['自查报告'],
      due: '2022-03-20',
      weekday: 7,
      lastWorkingDay: '2022-03-18',
      to: { id: 'putian', name: '莆田市应急管理局' },
      certain: true,
      owed: true,
      why: 'always',
      met: false,
      otherwise: null,
    }
    expect(dutiesOf(institution, untouched)).toEqual([expected])
    expect(dutiesOf(institution, { filed: false, problems: 4, started: true })).toEqual([expected])
    expect(dutiesOf(institution, clean)).toEqual([{ ...expected, met: true }])
  })
})

describe('an enterprise', () => {
  it.each([
    ['has not begun', untouched, { owed: false, why: 'not-started', met: false, otherwise: null }],
    [
      'is still at it',
      { filed: false, problems: 0, started: true },
      { owed: false, why: 'still-checking', met: false, otherwise: null },
    ],
    ['found nothing', clean, { owed: false, why: 'no-problems', met: false, otherwise: 'completion-proof' }],
    [
      'found a problem',
      { filed: false, problems: 1, started: true },
      { owed: true, why: 'problems-found', met: false, otherwise: null },
    ],
    [
      'has filed its problems',
      { filed: true, problems: 2, started: true },
      { owed: true, why: 'problems-found', met: true, otherwise: null },
    ],
  ])('that %s', (_, state, expected) => {
    const duties = dutiesOf(enterprise, state)
    expect(duties).toHaveLength(1)
    expect(duties[0]).toMatchObject({
      id: 'DL2',
      papers: ['问题清单', '整改清单'],
      due: '2022-03-20',
      ...expected,
    })
  })

  it('files to the bureau that supervises it', () => {
    const found = { filed: false, problems: 1, started: true }
    const to = (unit: ObligedUnit) => dutiesOf(unit, found).map(duty => [duty.to.name, duty.certain])
    expect(to(enterprise)).toEqual([['涵江区应急管理局', true]])
    expect(to({ ...enterprise, bureau: 'putian', level: 'city' })).toEqual([['莆田市应急管理局', true]])
    expect(to({ ...enterprise, level: 'unsure' })).toEqual([['涵江区应急管理局', false]])
  })

  it('of a bureau that the campaign does not have is a fault of the records', () => {
    expect(() => dutiesOf({ ...enterprise, bureau: 'gone' }, clean)).toThrow('no bureau gone')
  })
})

describe('a county bureau', () => {
  it('owes two reports to the city, each met by itself', () => {
    const duties = dutiesOf(county, { ...untouched, filed: ['DL3'] })
    expect(
      duties.map(({ id, due, weekday, lastWorkingDay, to, owed, met }) => [
        id,
        due,
        weekday,
        lastWorkingDay,
        to.id,
        owed,
        met,
      ]),
    ).toEqual([
      ['DL3', '2022-05-27', 5, '2022-05-27', 'putian', true, true],
      ['DL5', '2022-09-25', 7, '2022-09-23', 'putian', true, false],
    ])
  })
})

describe('how a duty stands', () => {
  const duty = { owed: true, met: false, due: '2022-03-20' }

  it.each([
    ['2022-03-19T23:59:59.999', 'open'],
    ['2022-03-20T00:00:00.000', 'today'],
    ['2022-03-20T23:59:59.999', 'today'],
    ['2022-03-21T00:00:00.000', 'overdue'],
  ])('at %s: %s', (time, expected) => {
    expect(standingOf(duty, toCivil(Date.parse(`${time}+08:00`)))).toBe(expected)
  })

  it('is never overdue when it is met or not owed', () => {
    expect(standingOf({ ...duty, met: true }, '2022-03-21')).toBe('met')
    expect(standingOf({ ...duty, owed: false }, '2022-03-21')).toBe('not-owed')
  })
})
