import { cityBureau } from '../../campaign/bureaus.ts'
import type { Campaign } from '../../campaign/content.ts'
import type { AgeRecipient } from '../age-identity.ts'
import type { Routing } from '../routing.ts'
import type { Recipients } from './recipients-content.ts'

type Bureaus = Pick<Campaign, 'id' | 'bureaus'>

/** Who can open a tip: the handlers of its bureau and of the city, or the custodians alone. */
export function openTo(recipients: Recipients, routing: Routing, campaign: Bureaus): AgeRecipient[] {
  if (routing.custodianOnly) return custodiansOf(recipients)
  const bureaus = new Set([routing.bureau, cityBureau(campaign).id])
  return [...bureaus].flatMap(id => (recipients.bureaus[id] ?? []).map(({ recipient }) => recipient))
}

/** Who can open contacts. */
export function custodiansOf({ custodians }: Recipients): AgeRecipient[] {
  return custodians.map(({ recipient }) => recipient)
}

/**
 * Why tips are not taken; null where they are. Each promise of the intake needs its reader: every bureau a handler, contacts
 * and tips about a bureau a custodian, notifications the sender.
 */
export function intakeFault(recipients: Recipients | null, campaign: Bureaus): string | null {
  if (!recipients)
    return 'there is no file of recipients; make keys with npm run keys, or set RECIPIENTS_FILE'
  const bare = campaign.bureaus.filter(({ id }) => !recipients.bureaus[id]?.length).map(({ id }) => id)
  const missing = [
    ...bare.map(id => `a handler of ${id}: npm run keys -- make ${id} <name> --to <file>`),
    ...(recipients.custodians.length > 0
      ? []
      : [`a custodian: npm run keys -- make ${cityBureau(campaign).id} <name> --custodian --to <file>`]),
    ...(recipients.sender ? [] : ['the sender: npm run keys -- sender --to <file>']),
  ]
  return missing.length === 0 ? null : `nobody could open them; still missing\n  ${missing.join('\n  ')}`
}

/** What is missing for a tip about a bureau to go to the police, which takes two of those who may open it; null where nothing is. */
export function custodiansFault({ custodians }: Recipients, campaign: Bureaus): string | null {
  if (custodians.length !== 1) return null
  const make = `npm run keys -- make ${cityBureau(campaign).id} <name> --custodian --to <file>`
  return `only ${custodians[0]!.name} is a custodian: a tip about a bureau cannot go to the police, which somebody else must approve; ${make}`
}
