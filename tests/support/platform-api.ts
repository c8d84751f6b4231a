import type { PlatformEvent } from '../../src/simulator/platform/event-queue.ts'
import type { Incoming } from '../../src/simulator/platform/incoming.ts'
import { createPlatform, type PlatformOptions } from '../../src/simulator/platform/platform.ts'
import { createWorld } from './world.ts'

export const APP_ID = 'wx0123456789abcdef'
export const SECRET = '0123456789abcdef0123456789abcdef'
/** Known to the platform from the start; the first holds the phone. */
export const [ANNA, BORIS] = ['oAnna00000000000000000000000', 'oBoris0000000000000000000000'] as const

/** Ids of page/templates.json. */
export const DEADLINE = {
  lasting: 'SimDeadlineLongTerm000000000000000000000001',
  once: 'SimDeadlineOneTime0000000000000000000000001',
  template: 'SimDeadlineTemplate000000000000000000000001',
}
export const NOTICE_TEMPLATE = 'SimNoticeTemplate00000000000000000000000001'

/** Values that every field of the deadline templates takes. */
export const DEADLINE_DATA = {
  thing1: { value: '报送自查报告' },
  date2: { value: '2022年3月20日' },
  thing3: { value: '示例安全培训学校' },
  phrase4: { value: '待报送' },
}

type Fields = Record<string, unknown> & { errcode?: number; errmsg?: string }

/** A platform on a clock of its own, called as a client does; events and what phones show are kept. */
export function createTestPlatform(options: Partial<PlatformOptions> = {}) {
  const world = createWorld('2022-03-14T09:00:00+08:00')
  const events: PlatformEvent[] = []
  const shown: [openid: string, incoming: Incoming][] = []
  const platform = createPlatform({
    account: { appId: APP_ID, secret: SECRET },
    clock: world.wall,
    random: world.random,
    push: async event => void events.push(event),
    show: (openid, incoming) => void shown.push([openid, incoming]),
    people: [ANNA, BORIS],
    base: () => 'http://localhost/simulator/weixin',
    ...options,
  })

  const raw = (method: string, path: string, query: Record<string, string> = {}, body: unknown = undefined) =>
    platform.handle({
      method,
      path,
      query,
      body: Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body)),
    })

  async function read(answer: ReturnType<typeof raw>): Promise<Fields> {
    return JSON.parse((await answer).json ?? '') as Fields
  }

  async function token(): Promise<string> {
    const body = { grant_type: 'client_credential', appid: APP_ID, secret: SECRET }
    return (await read(raw('POST', '/cgi-bin/stable_token', {}, body))).access_token as string
  }

  return {
    platform,
    clock: world.wall,
    events,
    shown,
    raw,
    token,
    /** With a good token; the answer's fields. */
    post: async (path: string, body: unknown) =>
      read(raw('POST', path, { access_token: await token() }, body)),
    get: async (path: string, query: Record<string, string> = {}) =>
      read(raw('GET', path, { access_token: await token(), ...query })),
    /** Without a token of its own. */
    read: (method: string, path: string, query?: Record<string, string>, body?: unknown) =>
      read(raw(method, path, query, body)),
  }
}

export type TestPlatform = ReturnType<typeof createTestPlatform>
