import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Letter, Outcome, Rung } from '../../../src/delivery/letter.ts'
import type { Templates } from '../../../src/delivery/templates-content.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import type { SharedValues } from '../../../src/lib/shared-values.ts'
import type { AccountKind } from '../../../src/simulator/platform/account-kind.ts'
import { platformFetch } from '../../../src/simulator/platform/platform-fetch.ts'
import type { Database } from '../../../src/storage/database.ts'
import { createSqlSharedValues } from '../../../src/storage/sql-shared-values.ts'
import { createWechatChannel } from '../../../src/wechat/channel.ts'
import { createTestDatabase } from '../../support/database.ts'
import { postOffice, TEMPLATES } from '../../support/letters.ts'
import { APP_ID, createTestPlatform, DEADLINE, SECRET } from '../../support/platform-api.ts'
import { type ScriptedWechat, scriptWechat, stageApi } from '../../support/scripted-wechat.ts'

let database: Database
let values: SharedValues
beforeEach(async () => {
  database = await createTestDatabase('sqlite-memory')
  values = createSqlSharedValues(database, systemClock)
})
afterEach(() => database.close())

const PATHS: Record<Exclude<Rung, 'parked'>, string> = {
  'long-term': '/cgi-bin/message/subscribe/bizsend',
  'one-time': '/cgi-bin/message/subscribe/bizsend',
  template: '/cgi-bin/message/template/send',
  chat: '/cgi-bin/message/custom/send',
}

/** Delivery over the real client, to a WeChat that answers as it is told. */
async function overScript(templates: Templates = TEMPLATES) {
  const { api, wechat } = stageApi(values)
  const office = postOffice(database, undefined, createWechatChannel(api), templates)
  const letter = office.letter('a')
  for (const id of ['L', 'O']) await office.ledger.choose(letter.person, id, true, { message: id, at: 0 })
  await office.write(letter.person)
  return { office, letter, wechat, tell: async () => (await office.deliver([letter])).get(letter.id) }
}

/** A person for whom `rung` is the first that is open. */
function open(
  rung: keyof typeof PATHS,
  wechat: ScriptedWechat,
  error: object,
  templates = TEMPLATES,
): Templates {
  wechat.on(PATHS[rung], error)
  const { deadline } = templates
  const without = { ...(rung === 'template' || rung === 'chat' ? {} : deadline) }
  if (rung === 'template') without.template = deadline.template
  if (rung === 'one-time') delete without['long-term']
  return { ...templates, deadline: without }
}

describe('each error code of the platform leads to the right next rung', () => {
  test.each<[keyof typeof PATHS, number, Outcome['state'], Rung | undefined]>([
    // Another try a little later, on the same rung.
    ['template', -1, 'later', undefined],
    ['template', 45011, 'later', undefined],
    ['one-time', 43108, 'later', undefined],
    ['template', 43117, 'later', undefined],
    ['template', 40164, 'later', undefined],
    ['template', 40013, 'later', undefined],
    // The next rung.
    ['one-time', 43101, 'sent', 'template'],
    ['one-time', 40037, 'sent', 'template'],
    ['one-time', 47003, 'sent', 'template'],
    ['one-time', 41030, 'sent', 'template'],
    ['one-time', 43107, 'sent', 'template'],
    ['one-time', 45168, 'sent', 'template'],
    ['one-time', 48001, 'sent', 'template'],
    ['one-time', 45009, 'sent', 'template'],
    ['template', 40037, 'told', 'chat'],
    ['template', 47003, 'told', 'chat'],
    ['template', 43116, 'told', 'chat'],
    ['template', 45009, 'told', 'chat'],
    ['template', 48001, 'told', 'chat'],
    ['template', 48004, 'told', 'chat'],
    ['template', 50002, 'told', 'chat'],
    ['template', 99999, 'told', 'chat'],
    ['chat', 45015, 'parked', 'parked'],
    ['chat', 45047, 'parked', 'parked'],
    ['chat', 48001, 'parked', 'parked'],
    ['chat', 48002, 'parked', 'parked'],
    ['chat', 45002, 'parked', 'parked'],
    ['chat', 40033, 'parked', 'parked'],
    // The person is not there.
    ['template', 43004, 'gone', undefined],
    ['template', 43005, 'gone', undefined],
    ['template', 40003, 'gone', undefined],
    ['chat', 50005, 'gone', undefined],
  ])('%s, %i: %s', async (rung, errcode, state, next) => {
    const wechat = scriptWechat()
    const templates = open(rung, wechat, { errcode, errmsg: 'no' })
    const { api } = stageApi(values, { wechat })
    const office = postOffice(database, undefined, createWechatChannel(api), templates)
    const letter = office.letter('a')
    await office.ledger.choose(letter.person, 'O', true, { message: 'O', at: 0 })
    await office.write(letter.person)
    expect((await office.deliver([letter])).get(letter.id)).toMatchObject({
      state,
      ...(next && { rung: next }),
    })
  })
})

it('an operator hears of an account that knows none of its people', async () => {
  const { api, wechat, told } = stageApi(values)
  wechat.on(PATHS.template, { errcode: 40003, errmsg: 'invalid openid' })
  const office = postOffice(database, undefined, createWechatChannel(api))
  await office.deliver([office.letter('a'), office.letter('b')])
  expect(told).toEqual([{ code: 40003, remedy: expect.stringContaining('WECHAT_APP_ID') }])
})

describe('a field that can never fit is refused before it goes out', () => {
  test.each(['amount1', 'phone_number1', 'car_number1', 'date1', 'time1', 'number1', 'letter1', 'symbol1'])(
    '%s',
    async field => {
      const long = {
        title: '期限',
        id: 'L',
        fields: { [field]: '不是{what}该有的样子，也太长了，怎么也放不进去' },
      }
      const templates = { ...TEMPLATES, deadline: { ...TEMPLATES.deadline, 'long-term': long } }
      const { tell, wechat } = await overScript(templates)
      expect(await tell()).toEqual({ state: 'sent', rung: 'one-time' })
      const sent = wechat.asked.filter(({ path }) => path === PATHS['one-time'])
      expect(sent.map(({ body }) => (body as { template_id: string }).template_id)).toEqual(['O'])
    },
  )

  it('what is only too long is cut', async () => {
    const { office, wechat } = await overScript()
    const letter = { ...office.letter('b'), values: { what: '很'.repeat(50), due: '2022年3月20日' } }
    await office.deliver([letter])
    const body = wechat.asked.at(-1)?.body as { data: { thing1: { value: string } } }
    expect([...body.data.thing1.value]).toHaveLength(20)
  })
})

describe('each kind of account', () => {
  test.each<[AccountKind, Rung]>([
    ['verified-service', 'template'],
    ['verified-subscription', 'chat'],
    ['unverified-service', 'parked'],
    ['unverified-subscription', 'parked'],
  ])('%s: %s', async (kind, rung) => {
    const { platform, clock } = createTestPlatform({ account: { appId: APP_ID, secret: SECRET, kind } })
    const { api } = stageApi(values, { appId: APP_ID, secret: SECRET, fetch: platformFetch(platform) })
    const id = (kind: 'template') => ({ title: '期限', id: DEADLINE[kind], fields: FIELDS })
    const templates = { ...TEMPLATES, deadline: { template: id('template') } }
    const office = postOffice(database, undefined, createWechatChannel(api), templates)
    const letter = office.letter('a')
    platform.hear(letter.ref.id, { kind: 'text', text: '在' })
    office.world.wall.set(clock.now())
    await office.write(letter.person)
    expect((await office.deliver([letter])).get(letter.id)).toMatchObject({ rung })
  })
})

const FIELDS = { thing1: '{what}', date2: '{due}', thing3: '示例单位', phrase4: '待办' }

it('a token that ends in the middle of a batch costs one refresh over all instances', async () => {
  const wechat = scriptWechat()
  const shared = { appId: 'wx0000000000000001', wechat }
  const offices = [stageApi(values, shared), stageApi(values, shared)].map(({ api }) =>
    postOffice(database, undefined, createWechatChannel(api)),
  )
  await offices[0]!.deliver([offices[0]!.letter('first')])
  let sent = 0
  wechat.on(PATHS.template, () => {
    sent += 1
    if (sent === 10) wechat.expire()
    return { errcode: 0, errmsg: 'ok', msgid: sent }
  })
  const given = wechat.tokens.given
  const batches = offices.map((office, number) =>
    Array.from({ length: 40 }, (_, index): Letter => office.letter(`${number}-${index}`)),
  )
  const outcomes = await Promise.all(offices.map((office, number) => office.deliver(batches[number]!)))
  for (const outcome of outcomes)
    expect(new Set([...outcome.values()].map(({ state }) => state))).toEqual(new Set(['sent']))
  expect(wechat.tokens.given - given).toBe(1)
})
