import { fraction, type Random } from '../../lib/random.ts'
import { bySecret } from './by-secret.ts'
import type { ApiRequest, Exchange } from './exchange.ts'
import { ApiFailure } from './failures.ts'
import type { Read } from './read-json.ts'
import type { Report } from './report.ts'
import type { SharedSecret } from './shared-secret.ts'
import type { Stops } from './stops.ts'

export type CallRequest = ApiRequest & {
  /** Codes that are an answer to the caller: nobody is told of them. */
  expects?: readonly number[]
  /** How often it is tried while WeChat is busy. */
  tries?: number
  /** The request shows the AppSecret; it gets no token. */
  bySecret?: true
}

/** One call of the API with all that its errors ask for. Rejects with ApiFailure, or AppError('store-away'). */
export type Call = <T>(request: CallRequest, read: Read<T>) => Promise<T>

export type CallParts = {
  exchange: Exchange
  token: SharedSecret
  stops: Stops
  report: Report
  random: Random
  wait: (milliseconds: number) => Promise<unknown>
}

const TRIES = 4
const FIRST_PAUSE_MS = 1_000

export function createCall({ exchange, token, stops, report, random, wait }: CallParts): Call {
  return async (request, read) => {
    await stops.check(request.path)
    try {
      return await patiently(request.tries ?? TRIES, () =>
        request.bySecret ? bySecret(exchange, request, read) : withToken(request, read),
      )
    } catch (thrown) {
      if (thrown instanceof ApiFailure && !request.expects?.includes(thrown.errcode)) await report(thrown)
      throw thrown
    }
  }

  /** Pauses of 1, 2, 4 s, each up to half as long again, so that many callers do not come back together. */
  async function patiently<T>(tries: number, work: () => Promise<T>): Promise<T> {
    for (let pause = FIRST_PAUSE_MS, left = tries; ; pause *= 2) {
      try {
        return await work()
      } catch (thrown) {
        left -= 1
        if (left <= 0 || !isPassing(thrown)) throw thrown
        await wait(pause * (1 + fraction(random) / 2))
      }
    }
  }

  /** A token that WeChat no longer takes is expired for all, and the call made once more with the next one. */
  async function withToken<T>(request: ApiRequest, read: Read<T>): Promise<T> {
    const held = await token.get()
    try {
      return await read(await exchange(request, held.secret), request.path)
    } catch (thrown) {
      if (!(thrown instanceof ApiFailure) || thrown.kind !== 'token') throw thrown
      await token.drop(held)
      const next = await token.get()
      return read(await exchange(request, next.secret), request.path)
    }
  }
}

function isPassing(thrown: unknown): boolean {
  return thrown instanceof ApiFailure && thrown.retry && thrown.kind !== 'token'
}
