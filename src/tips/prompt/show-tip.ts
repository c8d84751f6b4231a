import { bureauById } from '../../campaign/bureaus.ts'
import type { Campaign } from '../../campaign/content.ts'
import type { DeskMessage, OpenTip, TipLine } from '../desk/case-desk.ts'
import type { TipSettings } from '../settings-content.ts'
import type { EvidenceEntry } from '../tip.ts'

/** What things are called. */
export type Names = { campaign: Campaign; settings: TipSettings }

/** One line of a list: nothing of what was written. */
export function showLine(tip: TipLine, names: Names): string {
  const marks = [
    tip.hasNews && 'NEWS from the reporter',
    tip.proposal && PROPOSALS[tip.proposal],
    tip.category && categoryName(tip.category, names),
    tip.flooded && 'parked',
    tip.mergedInto && `merged into ${tip.mergedInto}`,
  ].filter(mark => typeof mark === 'string')
  return [
    tip.number,
    stateName(tip, names),
    handlerName(tip, names),
    daysLeft(tip),
    tip.level,
    ...marks,
  ].join('  ')
}

const PROPOSALS = {
  own: 'referral waits for somebody else to approve',
  'to-approve': 'REFERRAL TO APPROVE',
}

function stateName({ state }: TipLine, { settings }: Names): string {
  return settings.states[state].label
}

function handlerName({ custodianOnly, bureau }: TipLine, { campaign }: Names): string {
  return custodianOnly ? 'custodian' : bureauById(campaign, bureau).name
}

function categoryName(category: string, { settings }: Names): string {
  return settings.categories.find(({ id }) => id === category)?.label ?? category
}

function daysLeft({ daysLeft: days, urgency, dueOn }: TipLine): string {
  if (days === null) return 'no clock'
  if (urgency === 'overdue') return `OVERDUE by ${-days} days`
  return `${days} days left${urgency === 'soon' ? ' (SOON)' : ''}, due ${dueOn}`
}

/** A tip as its handlers read it. */
export function showTip(tip: OpenTip, names: Names): string[] {
  const { content, messages, events, referrals, registeredAt } = tip
  return [
    showLine(tip, names),
    `received ${tip.receivedOn} · in this state since ${tip.since} · receipt hash ${tip.proof}`,
    tip.hasContact
      ? 'A custodian can open who the reporter is: identity <number> --reason …'
      : 'No contact is kept.',
    ...(registeredAt ? [`Registered at ${registeredAt.code} ${registeredAt.district ?? '(outside)'}`] : []),
    '',
    ...content.rows.map(({ name, shown }) => `${name}：${shown}`),
    ...content.evidence.map(showEvidence),
    ...section(
      'Messages',
      messages.flatMap(message => showMessage(message, tip.number)),
    ),
    ...section(
      'Referrals',
      referrals.map(
        ({ kind, state, target, referredOn, receiptOn }, index) =>
          `${index + 1}. ${names.settings.referrals[kind].label} ${target} · ${state} ${receiptOn ?? referredOn ?? ''}`,
      ),
    ),
    ...section(
      'Done',
      events.map(({ day, actor, action, note }) => `${day} ${actor} ${action}${note ? `: ${note}` : ''}`),
    ),
  ]
}

function showMessage(
  { tip, from, on, text, isQuestion, evidence = [] }: DeskMessage,
  opened: string,
): string[] {
  const of = tip === opened ? '' : ` of ${tip}`
  return [`${on} ${from}${of}${isQuestion ? ' asks' : ''}: ${text}`, ...evidence.map(showEvidence)]
}

function showEvidence({ kind, mediaType, size }: EvidenceEntry): string {
  return `[${kind} ${mediaType} ${Math.ceil(size / 1024)} KB]`
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines]
}
