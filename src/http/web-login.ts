import { newId, type Random } from '../lib/random.ts'
import type { SharedValues } from '../lib/shared-values.ts'
import type { Seal } from '../storage/seal.ts'
import type { PersonRef } from '../turn/inbound.ts'

/** How long WeChat may take to lead back, and how long a page knows its visitor afterwards. */
export const LOGIN_SECONDS = 600
export const VISIT_SECONDS = 1_800

/**
 * Sign-in through WeChat's OAuth, over all instances. Browsers hold random tokens alone; of a token only its keyed hash
 * is stored, and who is behind it is sealed.
 */
export type WebLogin = {
  /** A state to send along, which leads back once, into the browser that holds `browser`. */
  begin(browser: string): Promise<string>
  /** Whether this state was given to this browser; asked a second time it was not. */
  redeem(state: string, browser: string): Promise<boolean>
  /** A token for whoever has signed in. */
  enter(person: PersonRef): Promise<string>
  find(token: string): Promise<PersonRef | null>
  /** A token of 128 bits for a browser that has none. */
  newToken(): string
}

export function createWebLogin({
  values,
  seal,
  random,
}: {
  values: SharedValues
  seal: Seal
  random: Random
}): WebLogin {
  const keyOf = (state: string) => `web-login:${seal.hash('web-login', state)}`
  const browserOf = (browser: string) => Buffer.from(seal.hash('web-browser', browser))
  const visitOf = (token: string) => `web-visit:${seal.hash('web-visit', token)}`

  return {
    async begin(browser) {
      const state = newId(random)
      await values.put(keyOf(state), browserOf(browser), LOGIN_SECONDS * 1_000)
      return state
    },
    // Only its own browser's hash is taken away, so that a stranger cannot spend it.
    redeem: (state, browser) => values.dropIf(keyOf(state), browserOf(browser)),
    async enter(person) {
      const token = newId(random)
      const key = visitOf(token)
      const sealed = seal.seal('web-visit', key, Buffer.from(JSON.stringify(person)))
      await values.put(key, sealed, VISIT_SECONDS * 1_000)
      return token
    },
    async find(token) {
      const key = visitOf(token)
      const sealed = await values.get(key)
      return sealed && JSON.parse(Buffer.from(seal.open('web-visit', key, sealed)).toString('utf8'))
    },
    newToken: () => newId(random),
  }
}
