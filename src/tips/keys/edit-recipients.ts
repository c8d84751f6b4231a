import { AppError } from '../../errors.ts'
import { holdersOf, type Recipients } from './recipients-content.ts'

/** A handler of a bureau, or a custodian where `bureau` is null. */
export type NewHolder = { name: string; recipient: string; bureau: string | null }

/** Throws AppError('config-bad') where the name is taken. */
export function withHolder(recipients: Recipients, { name, recipient, bureau }: NewHolder): Recipients {
  if (holdersOf(recipients).some(holder => holder.name === name))
    throw new AppError('config-bad', `there is a key called ${name}; choose another name, or rotate it`)
  if (bureau === null) return { ...recipients, custodians: [...recipients.custodians, { name, recipient }] }
  const handlers = recipients.bureaus[bureau] ?? []
  const added = [...handlers, { name, recipient, role: 'handler' as const }]
  return { ...recipients, bureaus: { ...recipients.bureaus, [bureau]: added } }
}

/** The same holder with another key. */
export function withKey(recipients: Recipients, name: string, recipient: string): Recipients {
  known(recipients, name)
  const changed = <T extends { name: string; recipient: string }>(list: T[]) =>
    list.map(each => (each.name === name ? { ...each, recipient } : each))
  return mapLists(recipients, changed)
}

/** Refuses the last of its kind: nobody could open what comes in, nor wrap it anew. */
export function withoutHolder(recipients: Recipients, name: string): Recipients {
  const { bureau } = known(recipients, name)
  const peers = holdersOf(recipients).filter(holder => holder.bureau === bureau)
  if (peers.length === 1)
    throw new AppError(
      'config-bad',
      `${name} is the last of ${bureau ?? 'the custodians'}; make another first`,
    )
  return mapLists(recipients, list => list.filter(each => each.name !== name))
}

function known(recipients: Recipients, name: string) {
  const holder = holdersOf(recipients).find(each => each.name === name)
  if (!holder)
    throw new AppError('config-bad', `there is no key called ${name}; npm run keys -- list shows them`)
  return holder
}

function mapLists(
  { bureaus, custodians, ...rest }: Recipients,
  change: <T extends { name: string; recipient: string }>(list: T[]) => T[],
): Recipients {
  const lists = Object.entries(bureaus).map(([bureau, list]) => [bureau, change(list)])
  return { ...rest, bureaus: Object.fromEntries(lists), custodians: change(custodians) }
}
