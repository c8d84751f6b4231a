import type { Campaign, Subject } from '../campaign/content.ts'
import { monthRange } from '../campaign/phases.ts'
import { creditCodeCheck } from '../dialog/answers/credit-code-rule.ts'
import { fraction, type Random } from '../lib/random.ts'
import type { Act, Actor } from './act.ts'
import { BEHAVIOURS, daysOf, type Step } from './behaviours.ts'

/** Units of mixed behaviour, in turn, every third an institution; and the county bureaus, of which some are diligent. */
export function castOf(campaign: Campaign, units: number, random: Random): Actor[] {
  const minute = () => fraction(random)
  return [
    ...Array.from({ length: units }, (_, number) => unitActor(campaign, number, minute)),
    ...bureauActors(campaign, minute),
  ]
}

function unitActor(campaign: Campaign, number: number, minute: () => number): Actor {
  const names = Object.keys(BEHAVIOURS)
  const behaviour = names[number % names.length] as string
  const subject: Subject = number % 3 === 0 ? 'training-institution' : 'enterprise'
  const district = campaign.districts[number % campaign.districts.length] as Campaign['districts'][number]
  const due = campaign.obligations.find(({ who }) => who === subject)?.due ?? lastDay(campaign)
  const days = daysOf(firstDay(campaign), due, minute)
  const steps = BEHAVIOURS[behaviour]?.(days) ?? []
  return {
    name: `示例${subject === 'enterprise' ? '企业' : '机构'}${String(number + 1).padStart(4, '0')}`,
    subject,
    creditCode: creditCode(number),
    district: district.id,
    bureau: district.bureau,
    isListed: !steps.some(({ what }) => what === 'register'),
    behaviour,
    acts: steps.map(step => actOf(step, `o-rehearsal-${number + 1}`)),
  }
}

/** The first brings its reports in time, the second too late; of the others somebody is there, or nobody. */
function bureauActors(campaign: Campaign, minute: () => number): Actor[] {
  const reports = campaign.obligations.filter(({ who }) => who === 'county-bureau')
  const counties = campaign.bureaus.filter(({ level }) => level === 'county')
  return counties.map(({ id, name }, number) => {
    const openid = `o-rehearsal-bureau-${number + 1}`
    const bind = actOf({ ...at(campaign, minute, 1), person: 0, what: 'bind' }, openid)
    const brought = reports.map(({ due, papers: [paper = ''] }) => {
      const days = daysOf(firstDay(campaign), due, minute)
      const when = days.before(number === 0 ? 4 : -2)
      return actOf({ at: when, person: 0, what: 'report', paper }, openid)
    })
    return {
      name,
      subject: 'county-bureau',
      creditCode: '',
      district: campaign.districts.find(({ bureau }) => bureau === id)?.id ?? '',
      bureau: id,
      isListed: true,
      behaviour: ['prompt', 'late'][number] ?? (number % 2 === 0 ? 'never' : 'nobody there'),
      acts: number < 2 ? [bind, ...brought] : number % 2 === 0 ? [bind] : [],
    }
  })
}

function at(campaign: Campaign, minute: () => number, days: number) {
  return { at: daysOf(firstDay(campaign), lastDay(campaign), minute).early(days) }
}

function actOf({ person, ...step }: Step, openid: string): Act {
  return { ...step, openid: `${openid}-${person}` } as Act
}

/** Made up, with a right check digit. */
function creditCode(number: number): string {
  const first17 = `91350300M${String(number).padStart(8, '0')}`
  return first17 + creditCodeCheck(first17)
}

function firstDay({ window }: Campaign) {
  return monthRange(window.from).first
}

function lastDay({ window }: Campaign) {
  return monthRange(window.to).last
}
