import type { Campaign } from '../../campaign/content.ts'
import type { Frame } from '../../dialog/frame.ts'
import { unitOf } from '../registration.ts'
import type { Unit } from '../unit.ts'

/** Whom the roster names for a unit; '' where it names nobody. */
export type ListedContact = { name: string; phone: string }

/** A unit as the roster has it; its id is known once it is looked up. `isLevelOpen`: it says nothing of an enterprise's level. */
export type RosterEntry = { unit: Omit<Unit, 'id'>; contact: ListedContact | null; isLevelOpen?: boolean }

/** What the roster does not say is left open, where somebody registering would be asked: it is the bureau's own table. */
export function rosterEntry(campaign: Campaign, answers: Frame['answers']): RosterEntry {
  const { id: _, ...unit } = unitOf(campaign, { level: 'unsure', ...answers }, '')
  const isEnterprise = unit.subject === 'enterprise'
  return {
    unit: isEnterprise
      ? { ...unit, industry: said(answers.industry) || null, highRisk: isHighRisk(campaign, answers) }
      : unit,
    contact: contactIn(answers),
    isLevelOpen: isEnterprise && answers.level === undefined,
  }
}

/** Null where neither name nor phone is given. */
export function contactIn(answers: Frame['answers']): ListedContact | null {
  const contact = { name: said(answers['contact-name']), phone: said(answers['contact-phone']) }
  return contact.name === '' && contact.phone === '' ? null : contact
}

/** The bureau's own word goes before what the industry would say, but not where another authority examines the managers. */
function isHighRisk(campaign: Campaign, answers: Frame['answers']): boolean {
  const risk = campaign.industries.find(({ id }) => id === answers.industry)?.['high-risk']
  if (risk === 'other-authority') return false
  return answers['high-risk'] === undefined ? risk === 'yes' : answers['high-risk'] === 'yes'
}

const said = (value: Frame['answers'][string] | undefined): string =>
  value === undefined ? '' : String(value)
