import type { Bureau, Campaign } from './content.ts'

type Bureaus = Pick<Campaign, 'id' | 'bureaus'>

/** Throws where the campaign has no such bureau: a record from other content, not a person's mistake. */
export function bureauById(campaign: Bureaus, id: string): Bureau {
  return found(campaign, `bureau ${id}`, bureau => bureau.id === id)
}

/** The one bureau of level `city`. */
export function cityBureau(campaign: Bureaus): Bureau {
  return found(campaign, 'city bureau', bureau => bureau.level === 'city')
}

function found(campaign: Bureaus, what: string, wanted: (bureau: Bureau) => boolean): Bureau {
  const bureau = campaign.bureaus.find(wanted)
  if (!bureau) throw new Error(`campaign ${campaign.id} has no ${what}`)
  return bureau
}
