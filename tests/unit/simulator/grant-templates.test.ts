import { expect, it } from 'vitest'
import { LETTER_VALUES } from '../../../src/delivery/letter-values.ts'
import { fill } from '../../../src/dialog/fill.ts'
import { grantTemplates } from '../../../src/simulator/grant-templates.ts'
import { dataFault, readTemplates } from '../../../src/simulator/platform/templates.ts'
import { content } from '../../support/content.ts'

/** Values as a reminder gives them. */
const VALUES: Record<string, string> = {
  what: '自查报告',
  unit: '示例安全培训学校',
  bureau: '市局',
  due: '2022年3月20日',
  standing: '待办',
  time: '2022年3月18日 09:30',
}

it('the simulated account has every template of the content, and takes what is filled in', () => {
  const granted = grantTemplates(content.templates)
  expect(Object.keys(granted)).toEqual(Object.keys(LETTER_VALUES))
  for (const [name, kinds] of Object.entries(granted))
    for (const [kind, template] of Object.entries(kinds)) {
      const there = readTemplates().find(({ id }) => id === template?.id)
      expect(there, `${name} ${kind}`).toMatchObject({ kind })
      const data = Object.entries(template!.fields).map(([field, words]) => [
        field,
        { value: fill(words, value => VALUES[value]) },
      ])
      expect(dataFault(there!, Object.fromEntries(data)), `${name} ${kind}`).toBeNull()
    }
})

it('what the account has not been granted keeps no id', () => {
  const unknown = { title: '没有申请的', fields: { thing1: '{what}' } }
  const { deadline } = grantTemplates({ ...content.templates, deadline: { template: unknown } })
  expect(deadline.template).toEqual(unknown)
})
