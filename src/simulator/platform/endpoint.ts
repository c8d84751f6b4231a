import type { z } from 'zod'
import type { Capability } from './account-kind.ts'
import { type Outcome, type PlatformRequest, refuse } from './answer.ts'

/** One path of the API. Where `open` is not set an access_token is demanded first, then the account's capability. */
export type Endpoint = {
  method: 'GET' | 'POST' | 'any'
  open?: true
  needs?: Capability
  /** Calls per day; without one they are not counted. */
  daily?: number
  run(request: PlatformRequest): Outcome | Promise<Outcome>
}

export type Endpoints = Record<string, Endpoint>

/** Reads a JSON body for an endpoint; the schema is lenient, so that each rule can answer with its own code. */
export function withJson<T>(schema: z.ZodType<T>, run: (body: T) => Outcome | Promise<Outcome>) {
  return (request: PlatformRequest) => {
    if (request.body.length === 0) return refuse(44002)
    const parsed = schema.safeParse(parse(Buffer.from(request.body).toString('utf8')))
    return parsed.success ? run(parsed.data) : refuse(47001)
  }
}

/** The same, for the interfaces that store `\uXXXX` as those six characters (wechat-platform §4). */
export function withRawJson<T>(schema: z.ZodType<T>, run: (body: T) => Outcome | Promise<Outcome>) {
  const read = withJson(schema, run)
  return (request: PlatformRequest) =>
    /\\u[0-9a-f]{4}/i.test(Buffer.from(request.body).toString('utf8')) ? refuse(40033) : read(request)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
