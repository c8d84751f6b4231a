import type { Campaign } from '../campaign/content.ts'
import type { OptionList } from '../dialog/answer.ts'

/** The campaign's lists as options, by the name a dialog gives them: `campaign.districts`. */
export function listsOf(campaign: Campaign): Record<string, OptionList> {
  const { districts, industries, bureaus, obligations } = campaign
  return {
    districts: districts.map(plainOption),
    industries: industries.map(plainOption),
    bureaus: bureaus.map(({ id, name }) => ({ id, label: name })),
    reports: obligations
      .filter(({ who }) => who === 'county-bureau')
      .map(({ id, papers }) => ({ id, label: papers.join('、') })),
  }
}

function plainOption({ id, label, say }: OptionList[number]): OptionList[number] {
  return say ? { id, label, say } : { id, label }
}
