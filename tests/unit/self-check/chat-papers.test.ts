import { afterEach, expect, it } from 'vitest'
import { createPaperFiles } from '../../../src/documents/paper-files.ts'
import { createChatPapers } from '../../../src/self-check/chat-papers.ts'
import { createFilingShelf } from '../../../src/self-check/filing-shelf.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { ENTERPRISE_CLEAN, LEDGER, problem, setting } from '../documents/filed.ts'
import { fileOne, readerWith, unitOf } from '../documents/filing-records.ts'

const FOUND = {
  ...ENTERPRISE_CLEAN,
  'P-CERT.result': 'present',
  ...problem('P-CERT.1', { photos: ['a'.repeat(32)] }),
}

let database: Database
afterEach(() => database.close())

it('a member has those papers of their own unit that are brought to the bureau; nobody else has any', async () => {
  database = await createTestDatabase('sqlite-memory')
  const papers = createPaperFiles(await readerWith(database), setting, () => 'https://anpei.test')
  const chatPapers = createChatPapers({
    units: {
      async membershipOf(person) {
        const unit = { one: unitOf(1), other: unitOf(2) }[person]
        return unit ? { unit, member: { id: person, unitId: unit.id, role: 'lead' }, isListed: false } : null
      },
    },
    filings: createFilingShelf(database),
    papers,
  })
  const receipt = await fileOne(database, { number: 1, answers: FOUND, ledger: LEDGER })
  const names = async (person: string) => (await chatPapers(person, receipt)).map(({ name }) => name)
  expect((await papers(receipt)).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['佐证目录', '核验台账', '任职考核台账']),
  )
  expect(await names('one')).toEqual(['检查表（附件2）', '问题清单', '整改清单'])
  expect([await names('other'), await names('nobody')]).toEqual([[], []])
})
