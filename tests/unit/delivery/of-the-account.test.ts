import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FailureKind } from '../../../src/delivery/channel.ts'
import type { Letter } from '../../../src/delivery/letter.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { postOffice, scriptedChannel } from '../../support/letters.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

const no = (kind: FailureKind, code = 1) => ({ ok: false as const, kind, code })
const unknown = no('person-gone', 40003)
const unreachable = { ok: false as const, kind: 'unreachable' as const, code: 0 }

it('of several who are all unknown nobody is lost: an operator hears of the account', async () => {
  const script = scriptedChannel({ subscription: false, chat: false })
  let heard = 0
  const knowsNobody = async () => void heard++
  const office = postOffice(database, script, { ...script.channel, knowsNobody })
  const [one, two, three] = ['a', 'b', 'c'].map(id => office.letter(id)) as [Letter, Letter, Letter]
  const persons = [one, two, three].map(({ person }) => person)
  office.answers.template = [unknown, unknown]
  const again = { state: 'later', at: office.world.wall.now() + 5 * 60_000 }
  expect([...(await office.deliver([one, two])).values()]).toEqual([again, again])
  expect([await office.ledger.lost(persons), heard]).toEqual([new Set(), 1])
  office.answers.template = [unknown]
  const alone = office.letter('alone')
  expect((await office.deliver([alone])).get(alone.id)).toEqual({ state: 'gone' })
  expect(await office.ledger.lost([alone.person])).toEqual(new Set())
  office.world.wall.advance(5 * 60_000)
  office.answers.template = [unknown, unknown]
  await office.deliver([one, two, three])
  expect([await office.ledger.lost(persons), heard]).toEqual([new Set([one.person, two.person]), 1])
})

it.each<[FailureKind, number]>([
  ['count-used', 45047],
  ['window-closed', 45015],
  ['person-refuses', 48002],
  ['not-subscribed', 43101],
  ['person-gone', 43004],
])(
  'where WeChat knows others of the round, as by %s, the unknown are lost and the account is right',
  async (...answer) => {
    const script = scriptedChannel({ subscription: false, chat: false })
    const knowsNobody = async () => expect.fail('the operator was told')
    const office = postOffice(database, script, { ...script.channel, knowsNobody })
    const letters = ['a', 'b', 'c'].map(id => office.letter(id)) as [Letter, Letter, Letter]
    const persons = letters.map(({ person }) => person)
    office.answers.template = [unknown, unknown, no(...answer)]
    const outcomes = await office.deliver(letters)
    const gone = letters.filter(({ id }) => outcomes.get(id)?.state === 'gone').length
    expect(gone).toBe(answer[0] === 'person-gone' ? 3 : 2)
    expect((await office.ledger.lost(persons)).size).toBe(gone)
  },
)

it('what never left this machine is no try, and nobody else is tried until later', async () => {
  const office = postOffice(database, scriptedChannel({ subscription: false, chat: false }))
  office.answers.template = Array(8).fill(unreachable)
  const letters = Array.from({ length: 40 }, (_, index) => office.letter(`p${index}`))
  const at = office.world.wall.now() + 5 * 60_000
  expect([...(await office.deliver(letters)).values()]).toEqual(letters.map(() => ({ state: 'later', at })))
  expect(office.sent.length).toBeLessThanOrEqual(8)
  expect(await office.attempts.of(letters.map(({ id }) => id))).toEqual(new Map())
})

it('what never left takes nothing out of the person’s window, nor does what was not tried for it', async () => {
  const office = postOffice(database, scriptedChannel({ subscription: false, template: false }))
  const letters = Array.from({ length: 12 }, (_, index) => office.letter(`p${index}`))
  for (const { person } of letters) await office.write(person)
  for (let round = 0; round < 6; round++) {
    office.answers.chat = Array(8).fill(unreachable)
    await office.deliver(letters)
    office.world.wall.advance(5 * 60_000)
  }
  office.answers.chat = []
  const outcomes = await office.deliver(letters)
  expect([...outcomes.values()]).toEqual(letters.map(() => ({ state: 'told', rung: 'chat' })))
})

it('what is refused to the account is not tried for each of its people', async () => {
  const office = postOffice(database, scriptedChannel({ subscription: false, chat: false }))
  office.answers.template = Array.from({ length: 8 }, () => no('quota', 45009))
  const letters = Array.from({ length: 40 }, (_, index) => office.letter(`p${index}`))
  const outcomes = await office.deliver(letters)
  expect(new Set([...outcomes.values()].map(({ state }) => state))).toEqual(new Set(['parked']))
  expect(office.sent.length).toBeLessThanOrEqual(8)
})
