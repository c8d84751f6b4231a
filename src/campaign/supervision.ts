import { bureauById, cityBureau } from './bureaus.ts'
import type { Bureau, Campaign, Subject } from './content.ts'

/** How an enterprise says it is supervised; `unsure` is taken as county until staff confirm it (domain §5.3). */
export type SupervisionLevel = 'city' | 'county' | 'unsure'

/** `level` speaks of enterprises; `specialOps` of institutions, and is missing while it is not known. */
export type SupervisedUnit = {
  subject: Subject
  level: SupervisionLevel
  district: string
  specialOps?: boolean | undefined
}

/** `certain` is false where the district's bureau is only presumed and staff must confirm it. */
export type Supervision = { files: Bureau; inspects: Bureau; certain: boolean }

/**
 * Who receives a unit's papers and who inspects it (notice 三（一）, 三（二）). They differ for an institution
 * without special-operations qualification: it is inspected by its county and files to the city all the same.
 */
export function supervisingBureau(campaign: Campaign, unit: SupervisedUnit): Supervision {
  const { overseer, certain } =
    unit.subject === 'enterprise'
      ? { overseer: campaign.routing.supervising[unit.level], certain: unit.level !== 'unsure' }
      : {
          overseer: campaign.routing.inspection[unit.specialOps ? 'special-operations' : 'other'],
          certain: unit.specialOps !== undefined,
        }
  const inspects = overseer === 'city' ? cityBureau(campaign) : bureauOfDistrict(campaign, unit.district)
  const filesToCity = campaign.obligations.some(({ who, to }) => who === unit.subject && to === 'city')
  return { files: filesToCity ? cityBureau(campaign) : inspects, inspects, certain }
}

function bureauOfDistrict(campaign: Campaign, id: string): Bureau {
  const district = campaign.districts.find(candidate => candidate.id === id)
  if (!district) throw new Error(`campaign ${campaign.id} has no district ${id}`)
  return bureauById(campaign, district.bureau)
}
