import { describe, expect, it } from 'vitest'
import { type SupervisedUnit, supervisingBureau } from '../../../src/campaign/supervision.ts'
import { realCampaign } from './real-content.ts'

const campaign = realCampaign()
const routed = (unit: SupervisedUnit) => {
  const { files, inspects, certain } = supervisingBureau(campaign, unit)
  return { files: files.id, inspects: inspects.id, certain }
}

describe('an enterprise', () => {
  it.each([
    ['city', 'hanjiang', 'putian', true],
    ['county', 'hanjiang', 'hanjiang', true],
    ['county', 'north-shore', 'north-shore', true],
    ['unsure', 'xianyou', 'xianyou', false],
  ] as const)('of level %s in %s belongs to %s', (level, district, bureau, certain) => {
    expect(routed({ subject: 'enterprise', level, district })).toEqual({
      files: bureau,
      inspects: bureau,
      certain,
    })
  })
})

describe('an institution', () => {
  it.each([
    [true, 'putian', true],
    [false, 'licheng', true],
    [undefined, 'licheng', false],
  ] as const)(
    'with special-operations qualification %s is inspected by %s',
    (specialOps, inspects, certain) => {
      const unit = {
        subject: 'training-institution',
        level: 'county',
        district: 'licheng',
        specialOps,
      } as const
      expect(routed(unit)).toEqual({ files: 'putian', inspects, certain })
    },
  )
})

it('follows the data: another campaign may route otherwise', () => {
  const routing = {
    inspection: { 'special-operations': 'district', other: 'district' },
    supervising: { city: 'city', county: 'city', unsure: 'city' },
  } as const
  const other = { ...campaign, routing }
  const institution = { subject: 'training-institution', level: 'county', district: 'xiuyu' } as const
  expect(supervisingBureau(other, { ...institution, specialOps: true }).inspects.id).toBe('xiuyu')
  expect(supervisingBureau(other, { ...institution, subject: 'enterprise' }).files.id).toBe('putian')
})

it('names a district that the campaign does not have', () => {
  const unit = { subject: 'enterprise', level: 'county', district: 'elsewhere' } as const
  expect(() => supervisingBureau(campaign, unit)).toThrow('no district elsewhere')
})
