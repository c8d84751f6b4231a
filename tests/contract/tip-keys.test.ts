import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import type { Database } from '../../src/storage/database.ts'
import { type AgeIdentity, newIdentity, recipientOf } from '../../src/tips/age-identity.ts'
import { withHolder, withKey, withoutHolder } from '../../src/tips/keys/edit-recipients.ts'
import type { Recipients } from '../../src/tips/keys/recipients-content.ts'
import { readRecipients, writeRecipients } from '../../src/tips/keys/recipients-file.ts'
import { rewrap } from '../../src/tips/keys/rewrap.ts'
import { createTipOutbox } from '../../src/tips/outbox.ts'
import { content } from '../support/content.ts'
import { createTestDatabase, TEST_DATABASES } from '../support/database.ts'
import { createTipStage, makeRecipients, type TipStage } from '../support/tips.ts'

const CONTACT = { name: '示例举报人', phone: '13800000000' }
const LINK = { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' } as const

describe.each(TEST_DATABASES)('keys of tips on %s', kind => {
  let database: Database
  let stage: TipStage
  beforeAll(async () => {
    database = await createTestDatabase(kind)
  })
  beforeEach(async () => {
    stage = await createTipStage(database, { recipientsFile: await makeRecipients() })
  })
  afterAll(() => database.close())

  const recipients = async () => (await readRecipients(stage.recipientsFile))!
  const change = async (edit: (now: Recipients) => Recipients) =>
    writeRecipients(stage.recipientsFile, edit(await recipients()))
  const rewrapWith = async (identity: AgeIdentity) =>
    rewrap({
      database,
      campaign: content.campaign,
      recipients: await recipients(),
      identity,
      random: systemRandom,
      now: stage.world.wall.now(),
    })
  const newKey = async () => {
    const identity = newIdentity(systemRandom)
    return { identity, recipient: await recipientOf(identity) }
  }

  /** Whether a key opens a tip, `not let in` where it does not even sign in. */
  async function opens(identity: AgeIdentity, number: string): Promise<string> {
    const desk = await stage.deskWith(identity)
    if (!desk) return 'not let in'
    const tip = await desk.open(number)
    return tip.ok ? 'opens' : tip.why
  }

  it('who joins can open after a rewrap; who leaves cannot, not even when let in again', async () => {
    const { number } = await stage.submit()
    const [first, second] = [await stage.identity('licheng'), await newKey()]
    await change(now =>
      withHolder(now, { name: 'licheng-2', bureau: 'licheng', recipient: second.recipient }),
    )
    expect(await opens(second.identity, number)).toBe('no-key')
    expect(await rewrapWith(first)).toMatchObject({ tips: expect.any(Number) })
    expect(await opens(second.identity, number)).toBe('opens')
    const audit = database.db
      .selectFrom('audit')
      .select(['actor', 'target'])
      .where('action', '=', 'tip.rewrap')
    expect(await audit.execute()).toContainEqual({ actor: 'licheng-1', target: 'all' })

    await change(now => withoutHolder(now, 'licheng-1'))
    await rewrapWith(second.identity)
    expect(await opens(first, number)).toBe('not let in')
    const recipient = await recipientOf(first)
    await change(now => withHolder(now, { name: 'again', bureau: 'licheng', recipient }))
    expect(await opens(first, number)).toBe('no-key')
    expect(await opens(second.identity, number)).toBe('opens')
  })

  it('a lost key is made good with a colleague’s, here the city’s', async () => {
    const { number } = await stage.submit()
    const anew = await newKey()
    await change(now => withKey(now, 'licheng-1', anew.recipient))
    expect(await opens(await stage.identity('licheng'), number)).toBe('not let in')
    expect(await opens(anew.identity, number)).toBe('no-key')
    await rewrapWith(await stage.identity('putian'))
    expect(await opens(anew.identity, number)).toBe('opens')
  })

  it('those of custodian and sender are changed for contacts and links too', async () => {
    const { number } = await stage.submit({ level: 'named', contact: CONTACT, link: LINK })
    const licheng = await stage.desk('licheng')
    await licheng.accept((await licheng.find(number))!)
    const [custodian, sender] = [await newKey(), await newKey()]
    await change(now => ({ ...withKey(now, 'custodian-1', custodian.recipient), sender: sender.recipient }))
    const linksOf = async ({ identity }: { identity: AgeIdentity }) => {
      const found: string[] = []
      const outbox = createTipOutbox({ database, identity: async () => identity, log: stage.world.log })
      for await (const { ref } of outbox.due()) found.push(ref.id)
      return found
    }
    expect(await linksOf(sender)).toEqual([])
    expect(stage.world.lines.at(-1)).toMatchObject({ level: 'warn', fields: { locked: 1 } })

    const before = await stage.identity('sender')
    await rewrapWith(before)
    await rewrapWith(await stage.identity('custodian'))
    expect(await linksOf(sender)).toEqual([LINK.id])
    expect(await linksOf({ identity: before })).toEqual([])
    const desk = (await stage.deskWith(custodian.identity))!
    expect(await desk.identity(number, '核实奖励')).toEqual({ ok: true, contact: CONTACT })
  })

  it('a tip that is rerouted while it is rewrapped opens for its new readers alone', async () => {
    const { number } = await stage.submit()
    const licheng = await stage.desk('licheng')
    const tip = (await licheng.find(number))!
    const rewrapping = rewrapWith(await stage.identity('putian'))
    const rerouting = licheng.reroute(tip, 'xiuyu', '单位在秀屿')
    await Promise.all([rewrapping, rerouting])
    expect(await opens(await stage.identity('xiuyu'), number)).toBe('opens')
    await database.db.updateTable('tips').set({ bureau: 'licheng' }).where('number', '=', number).execute()
    expect(await opens(await stage.identity('licheng'), number)).toBe('no-key')
  })

  it('the last of a bureau and the last custodian stay', async () => {
    const now = await recipients()
    expect(() => withoutHolder(now, 'licheng-1')).toThrow('the last of licheng')
    expect(() => withoutHolder(now, 'custodian-1')).toThrow('the last of the custodians')
  })
})
