import type { PersonRef } from './inbound.ts'
import type { PersonKey } from './store.ts'

/** What a person is called in records, keys and logs. */
export function personKey(
  seal: { hash(purpose: string, text: string): string },
  { channel, account, id }: PersonRef,
): PersonKey {
  return seal.hash('person', `${channel}:${account}:${id}`)
}
