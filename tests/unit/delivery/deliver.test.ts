import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Attempt } from '../../../src/delivery/attempt.ts'
import type { FailureKind } from '../../../src/delivery/channel.ts'
import { createHearNotice } from '../../../src/delivery/hear-notice.ts'
import type { Letter, Outcome, Rung } from '../../../src/delivery/letter.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { postOffice, scriptedChannel } from '../../support/letters.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterEach(() => database.close())

const no = (kind: FailureKind, code = 1) => ({ ok: false as const, kind, code })

async function tell(office: ReturnType<typeof postOffice>, letter: Letter): Promise<Outcome | undefined> {
  return (await office.deliver([letter])).get(letter.id)
}

async function triesOf({ attempts }: ReturnType<typeof postOffice>, { id }: Letter): Promise<Attempt[]> {
  return (await attempts.of([id])).get(id) ?? []
}

/** Consent to both kinds, and a window that is open. */
async function agree({ ledger, write }: ReturnType<typeof postOffice>, person: string): Promise<void> {
  for (const id of ['L', 'O']) await ledger.choose(person, id, true, { message: `yes ${id}`, at: 0 })
  await write(person)
}

describe('each rung, when those above it are closed', () => {
  test.each<[Rung, Partial<Record<Rung, FailureKind>>, Outcome['state']]>([
    ['long-term', {}, 'sent'],
    ['one-time', { 'long-term': 'not-subscribed' }, 'sent'],
    ['template', { 'long-term': 'quota', 'one-time': 'not-subscribed' }, 'sent'],
    ['chat', { 'long-term': 'invalid', 'one-time': 'invalid', template: 'invalid' }, 'told'],
    [
      'parked',
      { 'long-term': 'restricted', 'one-time': 'quota', template: 'unauthorized', chat: 'window-closed' },
      'parked',
    ],
  ])('%s', async (rung, refusals, state) => {
    const office = postOffice(database)
    const letter = office.letter('a')
    await agree(office, letter.person)
    for (const [each, kind] of Object.entries(refusals))
      office.answers[each as Exclude<Rung, 'parked'>] = [no(kind)]
    expect(await tell(office, letter)).toEqual({ state, rung })
    const tries = await triesOf(office, letter)
    expect(tries.map(each => [each.n, each.rung, each.answer])).toEqual([
      ...Object.entries(refusals).map(([each, kind], index) => [index + 1, each, kind]),
      [tries.length, rung, 'ok'],
    ])
  })
})

it('fills the fields of the template, and gives a template message an id of its own', async () => {
  const office = postOffice(database)
  await tell(office, office.letter('a'))
  await tell(office, office.letter('b'))
  const [a, b] = office.sent
  expect(a).toMatchObject({
    rung: 'template',
    templateId: 'T',
    data: { thing1: '自查报告', date2: '2022年3月20日' },
  })
  expect(a).not.toHaveProperty('clientMsgId', (b as { clientMsgId: string }).clientMsgId)
})

it('hands in once what is handed in again', async () => {
  const office = postOffice(database)
  const letter = office.letter('a')
  const first = await tell(office, letter)
  expect(await tell(office, letter)).toEqual(first)
  expect(office.sent).toHaveLength(1)
})

describe('no send is tried that must fail', () => {
  it('an account that may do nothing parks; whom another process carries is left to it', async () => {
    const office = postOffice(
      database,
      scriptedChannel({ subscription: false, template: false, chat: false }),
    )
    const letter = office.letter('a')
    const elsewhere = office.letter('b', { ref: office.ref('b', 'wechaty') })
    const outcomes = await office.deliver([letter, elsewhere])
    expect(outcomes.get(letter.id)?.state).toBe('parked')
    expect(outcomes.get(elsewhere.id)).toEqual({ state: 'later', at: office.world.wall.now() + 60_000 })
    expect([office.sent, await triesOf(office, elsewhere)]).toEqual([[], []])
  })

  it('whom the channel does not let through comes again, and nothing is written of it', async () => {
    const script = scriptedChannel({ subscription: false, template: false })
    let gate: 'now' | number = 3_000
    const channel = { ...script.channel, hasWindows: false, admit: () => gate }
    const office = postOffice(database, script, channel)
    const letter = office.letter('a')
    expect(await tell(office, letter)).toEqual({ state: 'later', at: office.world.wall.now() + 3_000 })
    expect([office.sent, await triesOf(office, letter)]).toEqual([[], []])
    gate = 'now'
    expect(await tell(office, letter)).toEqual({ state: 'told', rung: 'chat' })
  })

  it('chat waits for a window, and takes from it what WeChat allows', async () => {
    const office = postOffice(database, scriptedChannel({ subscription: false, template: false }))
    const ref = office.ref('a')
    const letters = ['1', '2', '3', '4', '5', '6'].map(id => office.letter(id, { ref }))
    await office.write(letters[0]!.person)
    const states: (string | undefined)[] = []
    for (const letter of letters) states.push((await tell(office, letter))?.state)
    expect(states).toEqual(['told', 'told', 'told', 'told', 'told', 'parked'])
    expect(office.sent).toHaveLength(5)
  })

  it('a consent to one message is used up by it', async () => {
    const office = postOffice(database)
    const ref = office.ref('a')
    const [first, second] = [office.letter('1', { ref }), office.letter('2', { ref })]
    await office.ledger.choose(first.person, 'O', true, { message: 'yes', at: 0 })
    await office.ledger.choose(first.person, 'O', true, { message: 'yes', at: 0 })
    expect(await tell(office, first)).toEqual({ state: 'sent', rung: 'one-time' })
    expect(await tell(office, second)).toEqual({ state: 'sent', rung: 'template' })
  })

  it('what WeChat says corrects the ledger', async () => {
    const office = postOffice(database)
    const letter = office.letter('a')
    await agree(office, letter.person)
    office.answers['long-term'] = [no('not-subscribed', 43101)]
    office.answers['one-time'] = [no('not-subscribed', 43101)]
    office.answers.template = [no('invalid', 47003)]
    office.answers.chat = [no('window-closed', 45015)]
    await tell(office, letter)
    office.sent.length = 0
    const next = office.letter('b', { ref: letter.ref })
    expect(await tell(office, next)).toEqual({ state: 'sent', rung: 'template' })
    expect(office.sent).toHaveLength(1)
    expect(await office.turns.spend(letter.person, office.world.wall.now())).toBeNull()
  })

  it('who is gone is not written to again until they are back', async () => {
    const office = postOffice(database)
    const ref = office.ref('a')
    const [first, second, third] = ['1', '2', '3'].map(id => office.letter(id, { ref })) as [
      Letter,
      Letter,
      Letter,
    ]
    office.answers.template = [no('person-gone', 43004)]
    expect(await tell(office, first)).toEqual({ state: 'gone' })
    expect(await tell(office, second)).toEqual({ state: 'gone' })
    expect(office.sent).toHaveLength(1)
    await office.ledger.find(first.person)
    expect(await tell(office, third)).toMatchObject({ state: 'sent' })
  })
})

describe('a process that dies while the platform answers', () => {
  async function dieOn(rung: 'long-term' | 'template' | 'chat') {
    const abilities = {
      subscription: rung === 'long-term',
      template: rung === 'template',
      chat: rung === 'chat',
    }
    const office = postOffice(database, scriptedChannel(abilities))
    const letter = office.letter('a')
    await agree(office, letter.person)
    office.answers[rung] = ['crash']
    await expect(tell(office, letter)).rejects.toThrow('killed')
    return { office, letter }
  }

  it('sends a template again under the same id', async () => {
    const { office, letter } = await dieOn('template')
    expect(await tell(office, letter)).toEqual({ state: 'sent', rung: 'template' })
    const ids = office.sent.map(each => (each as { clientMsgId: string }).clientMsgId)
    expect(ids).toEqual([ids[0], ids[0]])
    expect(await triesOf(office, letter)).toHaveLength(1)
  })

  it('does not where WeChat may have forgotten the id, however often it was tried in between', async () => {
    const { office, letter } = await dieOn('template')
    office.answers.template = [no('away'), no('away')]
    for (const minutes of [0, 3]) {
      office.world.wall.advance(minutes * 60_000)
      const at = office.world.wall.now() + 60_000
      expect(await tell(office, letter)).toEqual({ state: 'later', at })
    }
    office.world.wall.advance(6 * 60_000)
    expect(await tell(office, letter)).toEqual({ state: 'parked', rung: 'parked' })
    expect(office.sent).toHaveLength(3)
  })

  it('waits ten minutes for the report of a subscription, then sends it again', async () => {
    const { office, letter } = await dieOn('long-term')
    const began = office.world.wall.now()
    expect(await tell(office, letter)).toEqual({ state: 'later', at: began + 10 * 60_000 })
    office.world.wall.advance(10 * 60_000)
    expect(await tell(office, letter)).toEqual({ state: 'sent', rung: 'long-term' })
    expect(office.sent).toHaveLength(2)
  })

  it('takes the report of an unknown message for the answer that was lost', async () => {
    const { office, letter } = await dieOn('long-term')
    const settled: string[] = []
    const hear = createHearNotice({
      ...office,
      settle: async (id, result) => void settled.push(`${id} ${result}`),
    })
    const sent = { templateId: 'L', messageId: '99', code: '0', status: 'success' }
    const from = { person: letter.person, message: 'e', now: office.world.wall.now() }
    await hear({ kind: 'subscription-sent', deliveries: [sent] }, from)
    expect(settled).toEqual([`${letter.id} arrived`])
    expect(await tell(office, letter)).toEqual({ state: 'told', rung: 'long-term' })
    expect(office.sent).toHaveLength(1)
  })

  it('does not repeat a chat message, but parks it', async () => {
    const { office, letter } = await dieOn('chat')
    expect(await tell(office, letter)).toEqual({ state: 'parked', rung: 'parked' })
    expect(office.sent).toHaveLength(1)
  })
})

describe('what the platform reports', () => {
  test.each([
    ['', 'told', 'template'],
    ['failed:user block', 'told', 'chat'],
    ['failed: system failed', 'later', undefined],
  ])('%j: %s', async (failure, state, rung) => {
    const office = postOffice(database)
    const letter = office.letter('a')
    await office.write(letter.person)
    const settled: string[] = []
    const hear = createHearNotice({ ...office, settle: async (_id, result) => void settled.push(result) })
    await tell(office, letter)
    const [{ messageId }] = (await triesOf(office, letter)) as [Attempt]
    await hear(
      { kind: 'template-sent', messageId, failure },
      { person: letter.person, message: 'e', now: office.world.wall.now() },
    )
    expect(settled).toHaveLength(1)
    expect(await tell(office, letter)).toMatchObject({ state, ...(rung ? { rung } : {}) })
  })
})

it('a subscription that turns out to be switched off is told by the next rung, and not tried again', async () => {
  const office = postOffice(database)
  const letter = office.letter('a')
  await agree(office, letter.person)
  const hear = createHearNotice({ ...office, settle: async () => {} })
  const from = { person: letter.person, message: 'e', now: office.world.wall.now() }
  for (const [templateId, rung] of [
    ['L', 'long-term'],
    ['O', 'one-time'],
  ]) {
    expect(await tell(office, letter)).toEqual({ state: 'sent', rung })
    const { messageId } = (await triesOf(office, letter)).at(-1) as Attempt
    const sent = { templateId: templateId ?? '', messageId, code: '43101', status: 'user refuse' }
    await hear({ kind: 'subscription-sent', deliveries: [sent] }, from)
    // Agreed to anew meanwhile: the same report, once more, takes nothing away.
    await office.ledger.choose(letter.person, sent.templateId, true, { message: 'anew', at: 1 })
    await hear({ kind: 'subscription-sent', deliveries: [sent] }, from)
  }
  expect(await tell(office, letter)).toEqual({ state: 'sent', rung: 'template' })
  expect(await tell(office, office.letter('a', { id: 'test:next' }))).toMatchObject({ rung: 'long-term' })
})

it('a person who switches subscriptions off is not sent any', async () => {
  const office = postOffice(database)
  const letter = office.letter('a')
  await agree(office, letter.person)
  const hear = createHearNotice({ ...office, settle: async () => {} })
  const choices = ['L', 'O'].map(templateId => ({ templateId, accepted: false, scene: '' }))
  await hear({ kind: 'subscription-changed', choices }, { person: letter.person, message: 'off', now: 1 })
  expect(await tell(office, letter)).toMatchObject({ rung: 'template' })
})
