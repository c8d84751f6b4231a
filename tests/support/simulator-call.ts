import type { Exchange } from '../../src/simulator/phone.ts'
import { ACCOUNT } from './fake-product.ts'
import { SECRET } from './platform-api.ts'

/** Calls the simulator's API as its page does. */
export async function call(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}/simulator/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

export async function send(url: string, message: object): Promise<Exchange> {
  const response = await call(url, 'send', { persona: 'institution', ...message })
  if (response.status !== 200) throw new Error(await response.text())
  return (await response.json()) as Exchange
}

export async function retry(url: string): Promise<Exchange & { same: boolean }> {
  const response = await call(url, 'retry', { persona: 'institution' })
  return (await response.json()) as Exchange & { same: boolean }
}

/** The body of an answer whose shape the test knows. */
export async function jsonOf<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T
}

/** The account's side: WeChat's API as the simulator serves it, with a token of its own. */
export function accountOf(url: string) {
  const at = (path: string, query: Record<string, string> = {}) =>
    `${url}/simulator/weixin${path}?${new URLSearchParams(query)}`
  const grant = { grant_type: 'client_credential', appid: ACCOUNT.appId, secret: SECRET }

  async function token(): Promise<string> {
    const response = await fetch(at('/cgi-bin/stable_token'), { method: 'POST', body: JSON.stringify(grant) })
    return ((await response.json()) as { access_token: string }).access_token
  }
  return {
    at,
    token,
    get: async (path: string, query: Record<string, string> = {}) =>
      fetch(at(path, { access_token: await token(), ...query })),
    post: async (path: string, body: unknown) =>
      jsonOf<Record<string, unknown>>(
        fetch(at(path, { access_token: await token() }), { method: 'POST', body: JSON.stringify(body) }),
      ),
  }
}
