import type { Campaign } from '../campaign/content.ts'
import type { OptionList } from '../dialog/answer.ts'
import type { TipSettings } from '../tips/settings-content.ts'

type Lists = Record<string, OptionList>

/** Lists that dialogs may name: those of the campaign, and what tips are about (`campaign.tip-categories`). */
export function listsOf(campaign: Campaign, { categories }: TipSettings): Lists {
  return { ...listsOfCampaign(campaign), 'tip-categories': categories.map(plainOption) }
}

/** The campaign's lists as options, by the name a dialog gives them: `campaign.districts`. */
export function listsOfCampaign({ districts, industries, bureaus, obligations }: Campaign): Lists {
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
