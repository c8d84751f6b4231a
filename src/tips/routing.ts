import { cityBureau } from '../campaign/bureaus.ts'
import type { Campaign } from '../campaign/content.ts'
import { type SupervisedUnit, supervisingBureau } from '../campaign/supervision.ts'

/** Who handles a tip. `custodianOnly`: the city's custodian, and nobody of the bureaus. */
export type Routing = { bureau: string; custodianOnly: boolean }

/**
 * The bureau that supervises the unit, where the unit is known; else that of the district; else the city. A tip about a
 * bureau or its staff must not reach those it is about (A31).
 */
export function routeTip(
  campaign: Campaign,
  about: { unit: SupervisedUnit | null; district: string | null; aboutBureau: boolean },
): Routing {
  const city = cityBureau(campaign).id
  if (about.aboutBureau) return { bureau: city, custodianOnly: true }
  const isKnown = (id: string | null) => campaign.districts.some(district => district.id === id)
  if (about.unit && isKnown(about.unit.district))
    return { bureau: supervisingBureau(campaign, about.unit).inspects.id, custodianOnly: false }
  const district = campaign.districts.find(({ id }) => id === about.district)
  return { bureau: district?.bureau ?? city, custodianOnly: false }
}
