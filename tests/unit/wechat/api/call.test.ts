import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../src/errors.ts'
import type { SendResult } from '../../../../src/wechat/api/send.ts'
import { memoryValues } from '../../../support/memory-values.ts'
import { type Answer, scriptWechat, stageApi } from '../../../support/scripted-wechat.ts'

const values = memoryValues()

afterEach(() => vi.restoreAllMocks())

const SEND = '/cgi-bin/message/template/send'
const OPENID = 'oPenIdOfSomebody-0123456789'

/** A stage whose template sends are answered so, one after the other; the last answer stands. */
function staged(...answers: Answer[]) {
  const stage = stageApi(values)
  stage.wechat.on(SEND, (_, times) => answers[Math.min(times, answers.length) - 1]!)
  return stage
}

const send = ({ api }: Pick<ReturnType<typeof staged>, 'api'>): Promise<SendResult> =>
  api.sendTemplate({ openid: OPENID, templateId: 't', data: { thing1: '词' }, clientMsgId: 'c' })

const error = (errcode: number, errmsg = 'told by WeChat') => ({ errcode, errmsg })
const failed = (kind: string, code: number) => ({ ok: false, kind, code })

describe('an answer', () => {
  it('with HTTP 200 and an errcode is an error, without one it is none', async () => {
    expect(await send(staged({ msgid: 7 }))).toEqual({ ok: true, messageId: '7' })
    expect(await send(staged({ errcode: 0, msgid: 7 }))).toEqual({ ok: true, messageId: '7' })
    expect(await send(staged(error(43_004)))).toEqual(failed('person-gone', 43_004))
  })

  it.each(['msgid', 'msg_id'])('keeps every digit of a long %s', async name => {
    const text = `{"errcode":0,"errmsg":"a \\"msgid\\": 1","${name}" : 3557254367693750277}`
    const messageId = name === 'msgid' ? '3557254367693750277' : ''
    expect(await send(staged(text))).toEqual({ ok: true, messageId })
  })

  it.each([
    ['a status', new Response('', { status: 502 }), 502],
    ['somebody’s page', '<html>busy</html>', 200],
    ['no JSON object', '[1]', 200],
    ['no connection', new TypeError('fetch failed'), 0],
    ['a flood', 'x'.repeat(1024 * 1024 + 1), 200],
  ])('that is %s is none', async (_, answer, code) => {
    const stage = staged(answer)
    expect(await send(stage)).toEqual(failed('away', code))
    expect(stage.wechat.asked).toHaveLength(1)
  })

  it.each([
    ['a name that nobody knows', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
    ['a port that nobody listens to', { code: 'ECONNREFUSED', syscall: 'connect' }],
    ['no address that answers', { errors: [{ syscall: 'connect' }, { syscall: 'connect' }] }],
    ['no connection in time', { code: 'UND_ERR_CONNECT_TIMEOUT' }],
  ])('is not waited for where the message never left: %s', async (_, marks) => {
    const errors = 'errors' in marks && marks.errors.map(each => Object.assign(new Error(), each))
    const cause = Object.assign(new Error(), marks, errors && { errors })
    expect(await send(staged(new TypeError('fetch failed', { cause })))).toEqual(failed('unreachable', 0))
  })

  it('is waited for until Node says that there was no connection, which takes it 10 s', async () => {
    const endsAfter = new WeakMap<AbortSignal, number>()
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(milliseconds => {
      const { signal } = new AbortController()
      endsAfter.set(signal, milliseconds)
      return signal
    })
    const wechat = scriptWechat()
    const cause = Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' })
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (!String(input).includes(SEND)) return wechat.fetch(input, init)
      const isEnded = (endsAfter.get(init?.signal as AbortSignal) ?? 0) <= 10_500
      throw isEnded ? new DOMException('', 'TimeoutError') : new TypeError('fetch failed', { cause })
    }
    expect(await send(stageApi(values, { fetch }))).toEqual(failed('unreachable', 0))
  })

  it('may be lost on the way back where there was a connection', async () => {
    const cause = Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' })
    expect(await send(staged(new TypeError('fetch failed', { cause })))).toEqual(failed('away', 0))
  })

  it('that breaks off is none', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error('cut'))
      },
    })
    expect(await send(staged(new Response(body)))).toEqual(failed('away', 0))
  })

  it('of another shape than documented is unknown', async () => {
    const stage = stageApi(values)
    stage.wechat.on('/cgi-bin/tags/get', { tags: 'none' })
    await expect(stage.api.listTags()).rejects.toMatchObject({ kind: 'unknown', errcode: 0 })
  })
})

describe('while WeChat is busy', () => {
  it.each([-1, 45_011, 43_108])('%i is tried again after 1, 2 and 4 s and a little', async code => {
    const stage = staged(error(code), error(code), error(code), { msgid: 9 })
    expect(await send(stage)).toEqual({ ok: true, messageId: '9' })
    const stretched = stage.waits.map((wait, index) => wait / (1_000 * 2 ** index))
    expect(stretched.every(each => each >= 1 && each < 1.5)).toBe(true)
    expect(new Set(stretched).size).toBe(3)
  })

  it('it is given up after four tries', async () => {
    const stage = staged(error(-1))
    expect(await send(stage)).toEqual(failed('busy', -1))
    expect([stage.wechat.asked.length, stage.waits.length]).toEqual([4, 3])
  })

  it('one person’s limit is no reason to wait', async () => {
    const stage = staged(error(43_117))
    expect(await send(stage)).toEqual(failed('too-frequent', 43_117))
    expect(stage.waits).toEqual([])
  })
})

describe('when the quota of the day is used up', () => {
  it('that API is left alone until midnight in China, by every instance, and the others are not', async () => {
    const appId = 'wx00000000000000aa'
    const one = stageApi(values, { appId })
    const other = stageApi(values, { appId, wechat: one.wechat })
    one.wechat.on(SEND, error(45_009, 'reach max api daily quota limit'))
    expect(await send(one)).toEqual(failed('quota', 45_009))
    expect(await send(other)).toEqual(failed('quota', 45_009))
    expect(await send(one)).toEqual(failed('quota', 45_009))
    expect(one.wechat.asked).toHaveLength(1)
    expect(one.told).toEqual([{ code: 45_009, remedy: expect.stringContaining(`${SEND} is used up`) }])
    expect(other.told).toEqual([])
    expect(await one.api.sendCustomerService(OPENID, '在')).toEqual({ ok: true, messageId: '' })
  })

  it.each([
    ['2022-03-10T09:30:00+08:00', 14.5 * 3_600_000],
    ['2022-03-10T23:59:59.999+08:00', 1],
    ['2022-03-10T00:00:00+08:00', 24 * 3_600_000],
    ['2022-03-10T16:00:00Z', 24 * 3_600_000],
  ])('at %s it lasts %i ms', async (moment, lifeMs) => {
    const lives: number[] = []
    const kept = { ...values, put: async (_: string, __: Uint8Array, life: number) => void lives.push(life) }
    const stage = stageApi(kept)
    stage.world.wall.set(Date.parse(moment))
    await stage.api.checkToken()
    lives.length = 0
    stage.wechat.on(SEND, error(45_009))
    await send(stage)
    expect(lives.at(-1)).toBe(lifeMs)
  })
})

describe('an operator is told what only they can mend', () => {
  it.each([
    [
      40_164,
      'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
      'ip',
      ['203.0.113.9', 'IP白名单'],
    ],
    [61_004, 'access clientip is not registered requestIP: 203.0.113.9', 'ip', ['203.0.113.9', 'IP白名单']],
    [89_503, 'invalid ip 203.0.113.9', 'ip', ['203.0.113.9', 'administrator']],
    [40_013, 'invalid appid', 'config', ['WECHAT_APP_ID']],
    [40_125, 'invalid appsecret', 'config', ['WECHAT_APP_SECRET']],
    [41_002, 'appid missing', 'config', ['WECHAT_APP_ID']],
    [41_004, 'appsecret missing', 'config', ['WECHAT_APP_SECRET']],
    [40_243, 'frozen', 'config', ['frozen', 'unfreeze']],
    [48_001, 'api unauthorized', 'unauthorized', [SEND, '接口权限']],
    [48_004, 'api banned', 'restricted', [SEND, '通知中心']],
    [48_006, 'forbid to clear quota', 'restricted', ['cleared']],
    [50_002, 'user limited', 'restricted', ['restricted', '通知中心']],
    [43_107, 'banned', 'restricted', ['通知中心']],
    [43_116, 'This template_id is banned', 'restricted', ['template']],
  ])('%i', async (code, errmsg, kind, words) => {
    const stage = staged(error(code, errmsg))
    expect(await send(stage)).toEqual(failed(kind, code))
    expect(stage.told).toEqual([{ code, remedy: expect.any(String) }])
    for (const word of words) expect(stage.told[0]?.remedy).toContain(word)
    expect([stage.waits, stage.world.lines]).toEqual([[], []])
  })
})

describe('the log', () => {
  it.each([40_003, 43_004, 43_005, 50_005, 48_002, 45_015, 45_047, 43_101])(
    'has nothing of %i, which is about one person',
    async code => {
      const stage = staged(error(code))
      await send(stage)
      expect([stage.told, stage.world.lines]).toEqual([[], []])
    },
  )

  it.each([47_003, 40_037, 41_030, 45_002, 45_008, 40_033, 45_168])(
    'has %i as a mistake of ours, with its place',
    async code => {
      const stage = staged(error(code, 'argument invalid! data.thing1.value invalid rid: 5f3a7906-0c594b15'))
      expect(await send(stage)).toEqual(failed('invalid', code))
      expect(stage.world.lines).toEqual([
        {
          level: 'error',
          fields: { code, path: SEND, field: 'thing1', rid: '5f3a7906-0c594b15' },
          message: 'WeChat refuses what was sent',
        },
      ])
    },
  )

  it.each([
    [error(99_999), 'unknown', 99_999],
    [new TypeError('no'), 'away', 0],
  ])('warns of what passes or is not known', async (answer, kind, code) => {
    const stage = staged(answer)
    await send(stage)
    expect(stage.world.lines).toEqual([
      {
        level: 'warn',
        fields: expect.objectContaining({ kind, code, path: SEND }),
        message: 'a call of WeChat failed',
      },
    ])
  })
})

it('a send does not leave while the shared values are away, and other calls say so', async () => {
  const away = async () => {
    throw new AppError('store-away', 'redis')
  }
  const stage = stageApi({ ...values, get: away })
  expect(await send(stage)).toEqual(failed('unreachable', 0))
  await expect(stage.api.listTags()).rejects.toMatchObject({ code: 'store-away' })
  expect(stage.wechat.asked).toEqual([])
})
