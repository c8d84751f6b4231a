import type { Campaign, Subject } from '../campaign/content.ts'
import { supervisingBureau } from '../campaign/supervision.ts'
import type { Frame } from '../dialog/frame.ts'
import type { Contact, Unit } from './unit.ts'
import type { KnownUnit } from './unit-store.ts'

export const REGISTER = 'register'

/** Answers of the dialog `register`, by step id. */
type Answers = Frame['answers']

/** Facts the dialog's conditions read, derived from what was answered so far. */
export function registrationFacts(campaign: Campaign, answers: Answers): Record<string, string> {
  const industry = campaign.industries.find(each => each.id === answers.industry)
  return {
    'industry-risk': industry?.['high-risk'] ?? '',
    authority: industry?.authority ?? '',
    bureau: answers.district === undefined ? '' : derivedBureau(campaign, answers).name,
  }
}

/** Whether a credit code is that of a unit: `listed` where the roster has it and nobody acts for it yet. */
export function isKnown(known: Pick<KnownUnit, 'isTaken'> | null): 'no' | 'listed' | 'yes' {
  if (!known) return 'no'
  return known.isTaken ? 'yes' : 'listed'
}

/** The unit as registered. The bureau is the derived one unless the person named another. */
export function unitOf(campaign: Campaign, answers: Answers, id: string): Unit {
  const subject = answers.subject as Subject
  const isEnterprise = subject === 'enterprise'
  const specialOps = isEnterprise ? null : answers['special-ops'] === 'yes'
  const named = answers['bureau-fits'] === 'no' ? answers.bureau : undefined
  return {
    id,
    subject,
    name: String(answers.name),
    creditCode: String(answers['credit-code']),
    district: String(answers.district),
    industry: isEnterprise ? String(answers.industry) : null,
    highRisk: isEnterprise ? isHighRisk(campaign, answers) : null,
    specialOps,
    level: isEnterprise ? (answers.level as Unit['level']) : specialOps ? 'city' : 'county',
    bureau: named === undefined ? derivedBureau(campaign, answers).id : String(named),
  }
}

/** The answers that would have made this unit, for changing them. */
export function answersOf(campaign: Campaign, unit: Unit, contact: Contact | null): Answers {
  const yesNo = (value: boolean | null) => (value === null ? undefined : value ? 'yes' : 'no')
  const derived: Answers = {
    consent: 'yes',
    subject: unit.subject,
    'credit-code': unit.creditCode,
    name: unit.name,
    district: unit.district,
  }
  const optional = {
    industry: unit.industry ?? undefined,
    'high-risk': yesNo(unit.highRisk),
    'special-ops': yesNo(unit.specialOps),
    level: unit.subject === 'enterprise' ? unit.level : undefined,
    'contact-name': contact?.name,
    'contact-phone': contact?.phone,
  }
  for (const [step, value] of Object.entries(optional)) if (value !== undefined) derived[step] = value
  const fits = derivedBureau(campaign, derived).id === unit.bureau
  return fits
    ? { ...derived, 'bureau-fits': 'yes' }
    : { ...derived, 'bureau-fits': 'no', bureau: unit.bureau }
}

export function contactOf(answers: Answers): Contact {
  return { name: String(answers['contact-name']), phone: String(answers['contact-phone']) }
}

function isHighRisk(campaign: Campaign, answers: Answers): boolean {
  const risk = campaign.industries.find(each => each.id === answers.industry)?.['high-risk']
  return risk === 'ask' ? answers['high-risk'] === 'yes' : risk === 'yes'
}

function derivedBureau(campaign: Campaign, answers: Answers) {
  return supervisingBureau(campaign, {
    subject: answers.subject as Subject,
    level: (answers.level as Unit['level'] | undefined) ?? 'unsure',
    district: String(answers.district),
    specialOps: answers['special-ops'] === 'yes',
  }).inspects
}
