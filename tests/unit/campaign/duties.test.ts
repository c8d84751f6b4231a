import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/campaign/civil-date.ts'
import { type Duty, dutiesOf, isPressing, type UnitRecords } from '../../../src/campaign/duties.ts'
import { selfCheckDue } from '../../../src/campaign/self-check-due.ts'
import { realCalendar, realCampaign } from './real-content.ts'

const rules = { campaign: realCampaign(), calendar: realCalendar() }

const institution = {
  subject: 'training-institution',
  bureau: 'licheng',
  level: 'county',
  highRisk: null,
} as const
const enterprise = { subject: 'enterprise', bureau: 'hanjiang', level: 'county', highRisk: true } as const
const county = { subject: 'county-bureau', bureau: 'xianyou', level: 'county', highRisk: null } as const

const nothing: UnitRecords = {
  selfCheck: null,
  problems: [],
  examinations: [],
  certificates: [],
  fulfilled: [],
}
const filed = {
  started: true,
  version: 1,
  problems: 0,
  unsettled: 0,
  deliveredOn: null,
  lacksHighRisk: false,
}

const brief = (duties: Duty[]) =>
  duties.map(({ key, due, standing, why }) => `${key} ${due} ${standing} ${why}`)

describe('what a unit has to do', () => {
  it.each([
    [
      'an institution that has not begun',
      institution,
      nothing,
      '2022-03-10',
      ['self-check 2022-03-20 open not-started', 'DL1 2022-03-20 open always'],
    ],
    [
      'an institution that has filed, on the last day',
      institution,
      { ...nothing, selfCheck: filed },
      '2022-03-20',
      ['DL1 2022-03-20 today always', 'self-check 2022-03-20 met filed'],
    ],
    [
      'an institution that is late',
      institution,
      { ...nothing, selfCheck: { ...filed, version: 0 } },
      '2022-03-21',
      ['self-check 2022-03-20 overdue still-checking', 'DL1 2022-03-20 overdue always'],
    ],
    [
      'an enterprise that filed without problems and is a high-risk one since',
      enterprise,
      { ...nothing, selfCheck: { ...filed, lacksHighRisk: true } },
      '2022-03-10',
      ['self-check 2022-03-31 open still-checking', 'DL2 2022-03-20 not-owed still-checking'],
    ],
    [
      'an institution whose papers are there',
      institution,
      { ...nothing, selfCheck: { ...filed, deliveredOn: '2022-03-17' } },
      '2022-04-01',
      ['self-check 2022-03-20 met filed', 'DL1 2022-03-20 met always'],
    ],
    [
      'an enterprise that has not begun has to the end of the phase, and owes no paper',
      enterprise,
      nothing,
      '2022-03-25',
      ['self-check 2022-03-31 open not-started', 'DL2 2022-03-20 not-owed not-started'],
    ],
    [
      'an enterprise without problems is never overdue (A14)',
      enterprise,
      { ...nothing, selfCheck: filed },
      '2022-09-30',
      ['DL2 2022-03-20 not-owed no-problems', 'self-check 2022-03-31 met filed'],
    ],
    [
      'an enterprise with what is still to be settled',
      enterprise,
      { ...nothing, selfCheck: { ...filed, unsettled: 1 } },
      '2022-03-25',
      ['DL2 2022-03-20 not-owed still-checking', 'self-check 2022-03-31 met filed'],
    ],
    [
      'an enterprise with problems, each with its own day (DL6)',
      enterprise,
      {
        ...nothing,
        selfCheck: { ...filed, problems: 2 },
        problems: [
          { id: 'p2', about: '乙', due: '2022-05-31' },
          { id: 'p1', about: '甲', due: '2022-03-18' },
        ],
      },
      '2022-03-19',
      [
        'problem:p1 2022-03-18 overdue problems-found',
        'DL2 2022-03-20 open problems-found',
        'problem:p2 2022-05-31 open problems-found',
        'self-check 2022-03-31 met filed',
      ],
    ],
    [
      'a high-risk enterprise: managers who must pass (DL7), and certificates that run out',
      enterprise,
      {
        ...nothing,
        selfCheck: filed,
        examinations: [{ id: 'c1', about: '张**', due: '2022-02-28' }],
        certificates: [
          { id: 'c2', about: '李**', due: '2022-04-01', what: 'expiry' },
          { id: 'c2', about: '李**', due: '2022-03-19', what: 'review' },
        ],
      },
      '2022-03-19',
      [
        'examination:c1 2022-02-28 overdue appointed',
        'certificate:c2:review 2022-03-19 today review',
        'certificate:c2:expiry 2022-04-01 open expiry',
        'DL2 2022-03-20 not-owed no-problems',
        'self-check 2022-03-31 met filed',
      ],
    ],
    [
      'managers of any other enterprise need not pass',
      { ...enterprise, highRisk: false },
      { ...nothing, selfCheck: filed, examinations: [{ id: 'c1', about: '张**', due: '2022-02-28' }] },
      '2022-03-19',
      ['DL2 2022-03-20 not-owed no-problems', 'self-check 2022-03-31 met filed'],
    ],
    [
      'a county bureau: two reports, and no checklist',
      county,
      { ...nothing, fulfilled: ['DL3'] },
      '2022-09-26',
      ['DL5 2022-09-25 overdue always', 'DL3 2022-05-27 met always'],
    ],
  ])('%s', (_what, unit, records, today, expected) => {
    expect(brief(dutiesOf(rules, unit, records as UnitRecords, today))).toEqual(expected)
  })

  it('goes to the bureau that is told of it', () => {
    const records: UnitRecords = { ...nothing, problems: [{ id: 'p', about: '', due: '2022-05-01' }] }
    const duties = dutiesOf(rules, { ...enterprise, level: 'unsure' }, records, '2022-03-10')
    expect(duties.map(({ key, to }) => [key, to?.name ?? null])).toEqual([
      ['self-check', null],
      ['problem:p', '涵江区应急管理局'],
      ['DL2', '涵江区应急管理局'],
    ])
  })

  it('is due on a working day where the day itself is none', () => {
    const records: UnitRecords = { ...nothing, problems: [{ id: 'p', about: '', due: '2022-05-02' }] }
    const [, problem] = dutiesOf(rules, enterprise, records, '2022-03-10')
    expect(problem).toMatchObject({ due: '2022-05-02', lastWorkingDay: '2022-04-29' })
  })

  it('stands in one order: what presses by its day, then the rest, each under a key of its own', () => {
    const day = fc.integer({ min: 0, max: 300 }).map(days => addDays('2021-12-01', days))
    const dated = fc.uniqueArray(fc.record({ id: fc.string(), about: fc.string(), due: day }), {
      selector: ({ id }) => id,
      maxLength: 5,
    })
    fc.assert(
      fc.property(
        fc.constantFrom(institution, enterprise, county),
        dated,
        dated,
        fc.option(fc.record({ version: fc.nat(2), problems: fc.nat(2), unsettled: fc.nat(1) }), {
          nil: null,
        }),
        day,
        (unit, problems, examinations, check, today) => {
          const selfCheck = check && { ...filed, ...check }
          const duties = dutiesOf(rules, unit, { ...nothing, problems, examinations, selfCheck }, today)
          const pressing = duties.filter(isPressing)
          expect(duties.slice(0, pressing.length)).toEqual(pressing)
          expect(pressing.map(({ due }) => due)).toEqual(pressing.map(({ due }) => due).toSorted())
          expect(new Set(duties.map(({ key }) => key)).size).toBe(duties.length)
        },
      ),
    )
  })
})

describe('the day of a self-check', () => {
  it('is that of the paper everyone owes, else the end of the phase in which papers are due', () => {
    expect(selfCheckDue(rules.campaign, 'training-institution')).toBe('2022-03-20')
    expect(selfCheckDue(rules.campaign, 'enterprise')).toBe('2022-03-31')
  })

  it('is the end of the campaign where there are no papers, and the paper’s own where no phase has it', () => {
    const { phases, window, obligations } = rules.campaign
    expect(selfCheckDue({ phases, window, obligations: [] }, 'enterprise')).toBe('2022-10-31')
    expect(selfCheckDue({ phases: [], window, obligations }, 'enterprise')).toBe('2022-03-20')
  })
})
