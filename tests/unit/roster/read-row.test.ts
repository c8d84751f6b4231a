import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReadRow, type Row } from '../../../src/units/roster/read-row.ts'
import { COLUMNS } from '../../../src/units/roster/roster-content.ts'
import { content } from '../../support/content.ts'

const readRow = createReadRow(content.campaign, content.scripts.get('register')!)

const institution: Row = {
  name: '示例安全培训学校',
  'credit-code': '91350100M000100Y43',
  subject: '培训机构',
  district: '荔城区',
  'special-ops': '有',
}
const enterprise: Row = {
  name: '示例制鞋有限公司',
  'credit-code': '914403001922038216',
  subject: '企业',
  district: '涵江',
  level: '县级',
  industry: '一般制造',
}

/** The unit a row becomes. */
function unitOf(row: Row) {
  const read = readRow(row)
  if (!('entry' in read)) throw new Error(JSON.stringify(read.faults))
  return read.entry.unit
}

/** Column and remedy of every fault. */
function faultsOf(row: Row): Record<string, string> {
  const read = readRow(row)
  if ('entry' in read) return {}
  return Object.fromEntries(read.faults.map(({ column, remedy }) => [column, remedy]))
}

describe('a row of the roster', () => {
  it('is a unit as a registration would make it', () => {
    expect(unitOf(institution)).toEqual({
      subject: 'training-institution',
      name: '示例安全培训学校',
      creditCode: '91350100M000100Y43',
      district: 'licheng',
      industry: null,
      highRisk: null,
      specialOps: true,
      level: 'city',
      bureau: 'putian',
    })
    expect(unitOf(enterprise)).toEqual({
      subject: 'enterprise',
      name: '示例制鞋有限公司',
      creditCode: '914403001922038216',
      district: 'hanjiang',
      industry: 'manufacturing',
      highRisk: false,
      specialOps: null,
      level: 'county',
      bureau: 'hanjiang',
    })
  })

  it.each<[string, Row, object]>([
    [
      'no special-operations qualification',
      { ...institution, 'special-ops': '无' },
      { level: 'county', bureau: 'licheng' },
    ],
    ['a town', { ...enterprise, district: '忠门镇' }, { district: 'north-shore', bureau: 'north-shore' }],
    ['the city’s own', { ...enterprise, level: '市级直管' }, { level: 'city', bureau: 'putian' }],
    ['no word on the level', { ...enterprise, level: '' }, { level: 'unsure', bureau: 'hanjiang' }],
    ['an industry that is high-risk', { ...enterprise, industry: '金属冶炼' }, { highRisk: true }],
    ['the bureau’s word before the industry’s', { ...enterprise, 'high-risk': '是' }, { highRisk: true }],
    [
      'another authority’s managers',
      { ...enterprise, industry: '建筑施工', 'high-risk': '是' },
      { highRisk: false },
    ],
    [
      'high risk without an industry',
      { ...enterprise, industry: '', 'high-risk': '是' },
      { industry: null, highRisk: true },
    ],
    [
      'a code typed with spaces, in small letters',
      { ...institution, 'credit-code': '91350100 m000100y43' },
      { creditCode: '91350100M000100Y43' },
    ],
  ])('with %s', (_what, row, expected) => {
    expect(unitOf(row)).toMatchObject(expected)
  })

  it.each(['县级监管', '县级直管', '县管', '区级监管'])('is a county’s under %s', level => {
    expect(unitOf({ ...enterprise, level })).toMatchObject({ level: 'county', bureau: 'hanjiang' })
  })

  it.each(['市级监管', '市直管', '市管'])('is the city’s under %s', level => {
    expect(unitOf({ ...enterprise, level })).toMatchObject({ level: 'city', bureau: 'putian' })
  })

  it('says whether it leaves the level open', () => {
    const isOpen = (row: Row) => {
      const read = readRow(row)
      return 'entry' in read && read.entry.isLevelOpen
    }
    expect(
      [{ ...enterprise, level: '' }, { ...enterprise, level: '不确定' }, institution].map(isOpen),
    ).toEqual([true, false, false])
  })

  it('may name somebody, in whole or in part', () => {
    const contact = (name: string, phone: string) => {
      const read = readRow({ ...enterprise, 'contact-name': name, 'contact-phone': phone })
      return 'entry' in read ? read.entry.contact : read.faults
    }
    expect(contact('示例联系人', '0594 2222222')).toEqual({ name: '示例联系人', phone: '0594-2222222' })
    expect(contact('', '13800000000')).toEqual({ name: '', phone: '13800000000' })
    expect(contact('', '')).toBeNull()
  })

  it.each<[string, Row, Record<string, RegExp>]>([
    [
      'nothing in it',
      { name: '' },
      { name: /fill it in/, 'credit-code': /fill it in/, subject: /fill/, district: /fill/ },
    ],
    ['a code as a number', { ...institution, 'credit-code': 913501000001 }, { 'credit-code': /as a number/ }],
    ['a code in E+ figures', { ...institution, 'credit-code': '9.135E+17' }, { 'credit-code': /E\+ number/ }],
    [
      'a phone as a number',
      { ...enterprise, 'contact-phone': 13800000000 },
      { 'contact-phone': /as a number/ },
    ],
    [
      'a phone in E+ figures',
      { ...enterprise, 'contact-phone': '1.38E+10' },
      { 'contact-phone': /E\+ number/ },
    ],
    [
      'a wrong check digit',
      { ...institution, 'credit-code': '91350100M000100Y4Z' },
      { 'credit-code': /letter Z at 18/ },
    ],
    [
      'a slip in the code',
      { ...institution, 'credit-code': '91350100M000100Y44' },
      { 'credit-code': /fails its check/ },
    ],
    [
      'too few characters',
      { ...institution, 'credit-code': '91350100M000100' },
      { 'credit-code': /15 characters/ },
    ],
    [
      'an ID-card number for a contact',
      { ...enterprise, 'contact-name': '11010519491231002X' },
      { 'contact-name': /ID-card/ },
    ],
    ['an ID-card number in a name', { ...enterprise, name: '某厂11010519491231002X' }, { name: /ID-card/ }],
    ['an unknown district', { ...enterprise, district: '鼓楼区' }, { district: /仙游县、荔城区/ }],
    [
      'the number of an option',
      { ...enterprise, subject: '2', level: 1 },
      { subject: /write one of/, level: /write one of/ },
    ],
    ['a letter', { ...enterprise, 'high-risk': 'A' }, { 'high-risk': /write one of/ }],
    ['no qualification told', { ...institution, 'special-ops': '' }, { 'special-ops': /qualification/ }],
    ['neither industry nor risk', { ...enterprise, industry: '' }, { industry: /one of them/ }],
    [
      'an industry that leaves it open',
      { ...enterprise, industry: '其他' },
      { 'high-risk': /does not tell/ },
    ],
  ])('with %s is told, column by column', (_what, row, expected) => {
    const faults = faultsOf(row)
    expect(Object.keys(faults).toSorted()).toEqual(Object.keys(expected).toSorted())
    for (const [column, remedy] of Object.entries(expected)) expect(faults[column]).toMatch(remedy)
  })

  it('tells its credit code where that is legible, so that the unit is not counted as missing', () => {
    expect(readRow({ ...enterprise, district: '' })).toMatchObject({ creditCode: '914403001922038216' })
    expect(readRow({ ...enterprise, 'credit-code': 'x' })).toMatchObject({ creditCode: null })
  })

  it('never repeats what stands in a cell, and never throws', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom('企业', '荔城区', '是', '11010519491231002X'),
    )
    const row = fc.record(Object.fromEntries(COLUMNS.map(column => [column, cell])))
    fc.assert(
      fc.property(row, fc.uuid(), (cells, secret) => {
        const faults = faultsOf({ ...cells, 'contact-name': `${secret}${secret}` })
        expect(JSON.stringify(faults)).not.toContain(secret)
      }),
    )
  })
})
