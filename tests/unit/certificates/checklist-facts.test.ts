import { expect, it } from 'vitest'
import { factsOf, sayFacts } from '../../../src/certificates/checklist-facts.ts'
import { content } from '../../support/content.ts'
import { managerWith, verificationWith } from './verification.ts'

const facts = factsOf(
  [
    verificationWith(),
    verificationWith({ result: 'unsure' }),
    verificationWith({ result: 'unsure', validUntil: '2022-03-01' }),
    verificationWith({ result: 'not-found' }),
    managerWith(),
    managerWith({ passedOn: null }),
    managerWith({ passedOn: null, appointedOn: '2021-08-31' }),
  ],
  '2022-03-10',
)

it('counts every operator and every manager once', () => {
  expect(facts).toEqual({
    operators: { total: 4, sound: 1, unsure: 1, faulty: 2 },
    managers: { total: 3, passed: 1, open: 1, overdue: 1 },
  })
})

it('speaks to the two items that ask about them, which the checklist has', () => {
  const items = [...content.scripts.values()].flatMap(script => script.items.map(({ id }) => id))
  const said = items.filter(id => sayFacts(id, facts) !== null)
  expect(said).toEqual(['P-CERT', 'P-HEAD'])
  expect(sayFacts('P-HEAD', facts)).toEqual({ phrase: 'certificates.managers', values: facts.managers })
})

it('says nothing of an empty ledger', () => {
  expect(['P-CERT', 'P-HEAD'].map(id => sayFacts(id, factsOf([], '2022-03-10')))).toEqual([null, null])
})
