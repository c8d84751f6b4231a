import { randomBytes } from 'node:crypto'
import type { SharedValues } from '../../src/lib/shared-values.ts'
import { createSeal } from '../../src/storage/seal.ts'
import {
  createWechatApi,
  type WechatApi,
  type WechatApiOptions,
} from '../../src/wechat/api/create-wechat-api.ts'
import type { Advice } from '../../src/wechat/api/tell.ts'
import { createWorld, type TestWorld } from './world.ts'

export const SECRET = 'a-secret-nobody-may-see-12345678'
export const BASE = 'https://api.example'

export type Asked = { method: string; path: string; query: Record<string, string>; body: unknown }

/** An answer as JSON, as text that is sent as it stands, as a Response, or as a network that fails. */
export type Answer = object | string | Response | Error

type Script = Answer | ((asked: Asked, times: number) => Answer | Promise<Answer>)

/** WeChat as a test says it: tokens by the rules, everything else by path. What is not said is answered `ok`. */
export type ScriptedWechat = {
  fetch: typeof globalThis.fetch
  /** Every request but those for a token. */
  asked: Asked[]
  tokens: { given: number; current: string }
  /** No token given so far is taken any more; the next one asked for is another. */
  expire(code?: number): void
  on(path: string, script: Script): void
}

export function scriptWechat(): ScriptedWechat {
  const scripts = new Map<string, Script>()
  const asked: Asked[] = []
  const times = new Map<string, number>()
  const tokens = { given: 0, current: 'token-1-nobody-may-see' }
  let expiredCode = 42_001
  let generation = 1

  async function answerTo(request: Asked): Promise<Answer> {
    const { path, query } = request
    const count = (times.get(path) ?? 0) + 1
    times.set(path, count)
    const script = scripts.get(path)
    const scripted = () => (typeof script === 'function' ? script(request, count) : script)
    if (path === '/cgi-bin/stable_token') {
      tokens.given += 1
      return (await scripted()) ?? { access_token: tokens.current, expires_in: 7200 }
    }
    asked.push(request)
    const isSigned = !path.startsWith('/sns/')
    if (isSigned && query.access_token !== tokens.current)
      return { errcode: expiredCode, errmsg: 'access_token expired rid: 6a13bf01-1a41abae' }
    return (await scripted()) ?? { errcode: 0, errmsg: 'ok' }
  }

  return {
    asked,
    tokens,
    expire(code = 42_001) {
      expiredCode = code
      generation += 1
      tokens.current = `token-${generation}-nobody-may-see`
    },
    on: (path, script) => void scripts.set(path, script),
    async fetch(input, init) {
      const address = new URL(String(input))
      const answer = await answerTo({
        method: init?.method ?? 'GET',
        path: address.pathname,
        query: Object.fromEntries(address.searchParams),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      })
      if (answer instanceof Error) throw answer
      if (answer instanceof Response) return answer
      return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer))
    },
  }
}

export type ApiStage = {
  api: WechatApi
  wechat: ScriptedWechat
  world: TestWorld
  /** What the operator was told. */
  told: Advice[]
  /** How long the client meant to wait, each time. */
  waits: number[]
}

/** The client on a scripted WeChat; an account of its own unless one is named, so that nothing is shared by accident. */
export function stageApi(
  values: SharedValues,
  options: Partial<WechatApiOptions> & { wechat?: ScriptedWechat; world?: TestWorld } = {},
): ApiStage {
  const { wechat = scriptWechat(), world = createWorld(), ...given } = options
  const told: Advice[] = []
  const waits: number[] = []
  const api = createWechatApi({
    base: () => BASE,
    appId: `wx${randomBytes(8).toString('hex')}`,
    secret: SECRET,
    values,
    seal: createSeal(new Uint8Array(32).fill(7), world.random),
    clock: world.wall,
    random: world.random,
    log: world.log,
    tell: async advice => void told.push(advice),
    fetch: wechat.fetch,
    async wait(milliseconds) {
      waits.push(milliseconds)
      await new Promise(resolve => setImmediate(resolve))
    },
    ...given,
  })
  return { api, wechat, world, told, waits }
}
