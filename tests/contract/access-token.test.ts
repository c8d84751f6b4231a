import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemRandom } from '../../src/lib/random.ts'
import { createSeal } from '../../src/storage/seal.ts'
import { type ApiStage, SECRET, scriptWechat, stageApi } from '../support/scripted-wechat.ts'
import { VALUES_BACKENDS, type ValuesBackend } from '../support/shared-values.ts'

const OPENID = 'oPenIdOfSomebody-0123456789'

/** Something that comes when the test says so. */
function later<T>() {
  let come: (what: T) => void = () => {}
  const it = new Promise<T>(resolve => {
    come = resolve
  })
  return { it, come: (what: T) => come(what) }
}

/** Two instances of one account, each with its own client of the values. */
describe.each(VALUES_BACKENDS)('the access_token on %s', (_name, open) => {
  let backend: ValuesBackend
  let one: ApiStage
  let other: ApiStage
  beforeAll(async () => {
    backend = await open()
  })
  afterAll(() => backend.close())
  beforeEach(() => {
    const shared = { appId: `wx${randomBytes(8).toString('hex')}`, wechat: scriptWechat() }
    one = stageApi(backend.one, shared)
    other = stageApi(backend.other, shared)
  })

  const say = ({ api }: ApiStage) => api.sendCustomerService(OPENID, '在')
  const batch = () => Promise.all(Array.from({ length: 40 }, (_, index) => say(index % 2 ? one : other)))
  const allSent = (results: object[]) => results.every(each => 'ok' in each && each.ok === true)

  it('is asked for once, however many need it at once, and then used by all', async () => {
    expect(allSent(await batch())).toBe(true)
    expect(allSent(await batch())).toBe(true)
    expect([one.wechat.tokens.given, one.wechat.asked.length]).toEqual([1, 80])
  })

  it.each([42_001, 40_001, 40_014])(
    'that ends in the middle of a batch (%i) costs one refresh over all instances',
    async code => {
      await say(one)
      one.wechat.expire(code)
      expect(allSent(await batch())).toBe(true)
      expect(one.wechat.tokens.given).toBe(2)
      expect([...one.world.lines, ...other.world.lines]).toEqual([])
    },
  )

  it('that another instance has renewed is not renewed again by a late answer', async () => {
    await say(one)
    const { wechat } = one
    const stale = wechat.tokens.current
    const late = later<object>()
    wechat.on('/cgi-bin/tags/get', ({ query }) => (query.access_token === stale ? late.it : { tags: [] }))
    const waiting = one.api.listTags()
    await expect.poll(() => wechat.asked.at(-1)?.path).toBe('/cgi-bin/tags/get')
    wechat.expire()
    await say(other)
    late.come({ errcode: 42_001, errmsg: 'expired' })
    expect(await waiting).toEqual([])
    expect(wechat.tokens.given).toBe(2)
  })

  it('that is refused again is not asked for again and again', async () => {
    const { wechat } = one
    wechat.on('/cgi-bin/message/custom/send', { errcode: 40_001, errmsg: 'invalid credential' })
    expect(await say(one)).toEqual({ ok: false, kind: 'token', code: 40_001 })
    expect([wechat.tokens.given, wechat.asked.length]).toEqual([2, 2])
    expect(one.world.lines).toEqual([
      { level: 'warn', fields: expect.objectContaining({ kind: 'token' }), message: expect.any(String) },
    ])
  })

  it('is waited for while another instance fetches it', async () => {
    const { wechat } = one
    const coming = later<object>()
    const waits: number[] = []
    const patient = {
      appId: 'wx00000000000000bb',
      wechat,
      async wait(milliseconds: number) {
        if (waits.push(milliseconds) === 3)
          coming.come({ access_token: wechat.tokens.current, expires_in: 7200 })
        await new Promise(resolve => setImmediate(resolve))
      },
    }
    wechat.on('/cgi-bin/stable_token', () => coming.it)
    const stages = [stageApi(backend.one, patient), stageApi(backend.other, patient)]
    expect(allSent(await Promise.all(stages.map(say)))).toBe(true)
    expect([wechat.tokens.given, waits.slice(0, 3)]).toEqual([1, [100, 100, 100]])
  })

  it.each([
    ['gives way', 5, { ok: true, messageId: '' }, 1],
    ['stays', Number.POSITIVE_INFINITY, { ok: false, kind: 'unreachable', code: 0 }, 0],
  ])('is fetched by another when the lock of a dead one %s', async (_, endsAt, result, given) => {
    const appId = `wx${randomBytes(8).toString('hex')}`
    const lock = `wechat:${appId}:token:lock`
    const dead = Buffer.from('dead')
    await backend.one.put(lock, dead, 600_000)
    let waits = 0
    const wait = async () => {
      waits += 1
      if (waits === endsAt) await backend.one.dropIf(lock, dead)
    }
    const stage = stageApi(backend.other, { appId, wait })
    expect(await say(stage)).toEqual(result)
    expect(stage.wechat.tokens.given).toBe(given)
  })

  it('is fetched by the next where the first one could not', async () => {
    one.wechat.on('/cgi-bin/stable_token', (_, times) =>
      times === 1 ? new TypeError('no') : { access_token: one.wechat.tokens.current, expires_in: 7200 },
    )
    expect(await say(one)).toEqual({ ok: false, kind: 'unreachable', code: 0 })
    expect(await say(other)).toMatchObject({ ok: true })
    expect(one.wechat.tokens.given).toBe(2)
  })

  it.each([
    [40_001, 'config', 'WECHAT_APP_SECRET'],
    [40_125, 'config', 'WECHAT_APP_SECRET'],
    [40_164, 'ip', '203.0.113.9'],
  ])('is not asked for by every message while WeChat refuses this server (%i)', async (code, kind, word) => {
    one.wechat.on('/cgi-bin/stable_token', { errcode: code, errmsg: 'invalid ip 203.0.113.9' })
    const results = await batch()
    expect(new Set(results.map(each => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ ok: false, kind, code })]),
    )
    expect([one.wechat.tokens.given, one.wechat.asked]).toEqual([1, []])
    expect(one.told[0]?.remedy).toContain(word)
  })

  it('of one account is not another’s', async () => {
    await say(one)
    const stranger = stageApi(backend.one, { wechat: one.wechat })
    await say(stranger)
    expect(one.wechat.tokens.given).toBe(2)
  })

  it('that was sealed under another DATA_KEY is fetched anew', async () => {
    const appId = `wx${randomBytes(8).toString('hex')}`
    const seal = createSeal(new Uint8Array(32).fill(8), systemRandom)
    await say(stageApi(backend.one, { appId, seal }))
    const stage = stageApi(backend.other, { appId })
    expect(allSent([await say(stage), await say(stage)])).toBe(true)
    expect(stage.wechat.tokens.given).toBe(1)
  })

  it('lies sealed in the store', async () => {
    const kept: Uint8Array[] = []
    const values = {
      ...backend.one,
      put: async (key: string, value: Uint8Array, lifeMs: number) => {
        kept.push(value)
        return backend.one.put(key, value, lifeMs)
      },
    }
    const stage = stageApi(values)
    await say(stage)
    expect(kept).toHaveLength(1)
    const text = Buffer.from(kept[0]!).toString('latin1')
    expect(text).not.toContain(stage.wechat.tokens.current)
    expect(text).not.toContain(SECRET)
  })

  it.each([
    [7200, 6900],
    [900, 600],
    [300, 60],
  ])('that lives %i s is given up after %i s', async (expires_in, seconds) => {
    const lives: number[] = []
    const put = async (key: string, value: Uint8Array, lifeMs: number) => {
      lives.push(lifeMs)
      return backend.one.put(key, value, lifeMs)
    }
    const stage = stageApi({ ...backend.one, put })
    stage.wechat.on('/cgi-bin/stable_token', { access_token: stage.wechat.tokens.current, expires_in })
    await say(stage)
    expect(lives).toEqual([seconds * 1_000])
  })
})
