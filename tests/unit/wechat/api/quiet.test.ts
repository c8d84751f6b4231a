import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMovableClock } from '../../../../src/lib/clock.ts'
import { createLogger } from '../../../../src/lib/logger.ts'
import type { Database } from '../../../../src/storage/database.ts'
import { createSqlSharedValues } from '../../../../src/storage/sql-shared-values.ts'
import { FAILURES } from '../../../../src/wechat/api/failures.ts'
import { createTell } from '../../../../src/wechat/api/tell.ts'
import { createTestDatabase } from '../../../support/database.ts'
import { SECRET, stageApi } from '../../../support/scripted-wechat.ts'
import { createWorld } from '../../../support/world.ts'

const OPENID = 'oPenIdOfSomebody-0123456789'
const WORDS = '某厂培训造假'

const clock = createMovableClock({ now: () => 0 }, 1_646_323_200_000)
let database: Database
beforeAll(async () => {
  database = await createTestDatabase('sqlite-memory')
})
afterAll(() => database.close())

it('an operator hears of each thing once an hour, over all instances', async () => {
  const values = createSqlSharedValues(database, clock)
  const worlds = [createWorld(), createWorld()]
  const tells = worlds.map(({ log }) => createTell(log, values))
  const advice = { code: 40_164, remedy: 'add the address to IP白名单' }
  const lines = () => worlds.flatMap(world => world.lines)
  for (const tell of tells) await tell(advice)
  await tells[0]!(advice)
  expect(lines()).toEqual([{ level: 'error', fields: advice, message: 'WeChat: an operator must act' }])
  await tells[1]!({ ...advice, code: 40_013 })
  expect(lines()).toHaveLength(2)
  clock.moveTo(clock.now() + 3_599_999)
  await tells[1]!(advice)
  expect(lines()).toHaveLength(2)
  clock.moveTo(clock.now() + 1)
  await tells[1]!(advice)
  expect(lines()).toHaveLength(3)
})

it('an operator hears of it also while the shared values are away', async () => {
  const world = createWorld()
  const away = async () => Promise.reject(new Error('away'))
  await createTell(world.log, { ...createSqlSharedValues(database, clock), putIfAbsent: away })({
    code: 40_164,
    remedy: 'x',
  })
  expect(world.lines).toHaveLength(1)
})

it('whatever fails, the log has no secret, no token, no openid and no words', async () => {
  const logged: string[] = []
  const log = createLogger('debug', { write: line => void logged.push(line) })
  const values = createSqlSharedValues(database, clock)
  const stage = stageApi(values, { log, tell: createTell(log, values) })
  const { api, wechat } = stage
  const message = { openid: OPENID, templateId: 't', data: { thing1: WORDS }, clientMsgId: 'c' }
  const everything = () =>
    Promise.allSettled([
      api.sendTemplate(message),
      api.sendTemplate({ ...message, data: { character_string1: WORDS } }),
      api.sendSubscription(message),
      api.sendCustomerService(OPENID, WORDS),
      api.tagPeople(1, [OPENID]),
      api.fetchMedia('media-of-somebody', { maxBytes: 100, timeoutMs: 1_000 }),
      api.exchangeCode('code-of-somebody'),
      api.capabilities(),
    ])
  const paths = [
    '/cgi-bin/message/template/send',
    '/cgi-bin/message/subscribe/bizsend',
    '/cgi-bin/message/custom/send',
    '/cgi-bin/tags/members/batchtagging',
    '/cgi-bin/media/get',
    '/sns/oauth2/access_token',
  ]
  const quoting = (errcode: number) => ({
    errcode,
    errmsg: `invalid ${OPENID} ${WORDS} ${SECRET} ${wechat.tokens.current} hint: [x]`,
  })
  // What is over its quota is not called again, so that comes last.
  const codes = Object.keys(FAILURES).map(Number)
  for (const errcode of [...codes.filter(code => code !== 45_009), 99_999]) {
    for (const path of paths) wechat.on(path, quoting(errcode))
    await everything()
  }
  for (const path of paths) wechat.on(path, new TypeError(`fetch failed: ${OPENID} ${SECRET}`))
  await everything()
  for (const path of paths) wechat.on(path, quoting(45_009))
  await everything()
  wechat.on('/cgi-bin/stable_token', quoting(40_125))
  wechat.expire()
  await everything()

  expect(logged.length).toBeGreaterThan(20)
  const text = logged.join('')
  for (const secret of [OPENID, WORDS, SECRET, 'nobody-may-see', 'of-somebody'])
    expect(text).not.toContain(secret)
})
