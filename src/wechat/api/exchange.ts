import { noAnswer } from './failures.ts'

/** One request to the API. With a `body` it is a POST of JSON, else a GET. */
export type ApiRequest = {
  /** From the root, as `/cgi-bin/menu/get`; quotas and refusals are remembered by it. */
  path: string
  query?: Record<string, string>
  body?: object
  /** Ends the request; without it `timeoutMs` does, 5 s where none is told. */
  signal?: AbortSignal
  timeoutMs?: number
}

/** Sends one request, signed with a token or not. Rejects with ApiFailure `away` where no answer came. */
export type Exchange = (request: ApiRequest, token?: string) => Promise<Response>

const TIMEOUT_MS = 5_000

/** No redirects: the token in the address must not go elsewhere. */
export function createExchange(base: () => string, fetch: typeof globalThis.fetch): Exchange {
  return async ({ path, query, body, signal, timeoutMs = TIMEOUT_MS }, token) => {
    const address = new URL(base() + path)
    if (token !== undefined) address.searchParams.set('access_token', token)
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value)
    const response = await fetch(address, {
      redirect: 'error',
      signal: signal ?? AbortSignal.timeout(timeoutMs),
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      }),
    }).catch(cause => {
      throw noAnswer(path, 0, cause)
    })
    if (response.ok) return response
    await response.body?.cancel()
    throw noAnswer(path, response.status)
  }
}
