import type { Exchange } from '../../src/simulator/phone.ts'

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
