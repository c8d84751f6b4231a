import { expect, it } from 'vitest'
import { leadsOf, likeness, ownPart, withoutRegion } from '../../../../src/tips/chat/unit-name.ts'
import { content } from '../../../support/content.ts'

const words = content.tipSettings['unit-names']
const all = { ...words, regions: [...words.regions, ['荔城区', '仙游县']] }

it.each([
  ['福建省莆田市示例职业培训学校有限公司', '示例'],
  ['莆田市荔城区示例职业技能培训学校', '示例'],
  ['示例制鞋有限公司', '示例制鞋'],
  ['示例（福建）制鞋有限公司', '示例福建制鞋'],
  ['福建示例化工股份有限公司', '示例化工'],
  ['示例', '示例'],
])('the own part of %s is %s', (name, own) => {
  expect(ownPart(name, all)).toBe(own)
})

it('a region is taken off the head of a name, and only where something is left', () => {
  expect(withoutRegion('福建省莆田市荔城区示例学校', all)).toBe('示例学校')
  expect(withoutRegion('莆田', all)).toBe('莆田')
})

it('a name may begin with no region, or with some, the wider first', () => {
  const leads = leadsOf({ regions: [['省'], ['市', '城']], endings: [] })
  expect(leads).toEqual(['', '市', '城', '省', '省市', '省城'])
})

it('names are as alike as their pairs of characters', () => {
  expect(likeness('示例培训学校', '示例培训学校')).toBe(1)
  expect(likeness('示例安全培训学校', '示例安全培训中心')).toBeGreaterThan(0.5)
  expect(likeness('示例制鞋', '样板化工')).toBe(0)
  expect(likeness('示', '例')).toBe(0)
})
