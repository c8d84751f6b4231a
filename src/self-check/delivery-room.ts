import { bureauById } from '../campaign/bureaus.ts'
import type { Calendar } from '../campaign/calendar.ts'
import { toCivil } from '../campaign/civil-date.ts'
import type { Campaign } from '../campaign/content.ts'
import { filedState } from '../campaign/obligations.ts'
import { showDay } from '../dialog/answers/civil-day.ts'
import { createFrame, type Frame } from '../dialog/frame.ts'
import type { CommandResult, Moment, Outcome, Room, Shelf } from '../turn/room.ts'
import type { DraftStore } from '../units/draft-store.ts'
import type { Membership, UnitStore } from '../units/unit-store.ts'
import type { DeliveryStore, FiledVersion } from './delivery-store.ts'
import { papersOwed } from './duty.ts'
import type { SelfCheckStore } from './self-check-store.ts'

export type DeliveryDependencies = {
  campaign: Campaign
  calendar: Calendar
  shelf: Shelf
  units: UnitStore
  drafts: DraftStore
  selfChecks: SelfCheckStore
  deliveries: DeliveryStore
}

const DIALOG = 'deliver'
/** In a draft, beside the answers: the filing whose papers were photographed. */
const RECEIPT = 'receipt'

/** The room of the dialog `deliver`: the stamped papers come back as photos, and 纸质已交 is ticked. */
export function createDeliveryRoom({ units, drafts, deliveries }: DeliveryDependencies): Room {
  return {
    dialogs: [DIALOG],
    async apply(event, frame, _script, moment) {
      if (event.type === 'submitted') return submit(frame, moment)
      if (event.type === 'restarted') {
        await drafts.drop(moment.person, DIALOG)
        return {}
      }
      const early = event.path === 'delivered-on' ? await tooEarly(frame) : null
      if (early === null) await keep(frame, moment)
      return early ?? {}
    },
  }

  /** No papers were brought before there were any. */
  async function tooEarly({ answers, subject }: Frame): Promise<Outcome | null> {
    const versions = await deliveries.versionsUpTo(subject ?? '')
    const [first] = versions
    const day = answers['delivered-on']
    if (!first || versionOn(day, versions)) return null
    const values = { date: showDay(toCivil(first.filedAt)), read: showDay(String(day)) }
    return { reject: { phrase: 'deliver.early', values } }
  }

  async function keep({ answers, subject }: Frame, { person, now }: Moment): Promise<void> {
    await drafts.keep(person, DIALOG, { ...answers, [RECEIPT]: subject ?? '' }, now)
  }

  async function submit({ answers, subject }: Frame, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (!present || subject === null) return { finished: true, say: [{ phrase: 'member.gone' }] }
    const photos = Array.isArray(answers.photos) ? answers.photos : []
    const deliveredOn = answers.delivered === 'yes' ? String(answers['delivered-on']) : null
    const versions = deliveredOn === null ? [] : await deliveries.versionsUpTo(subject)
    const receipt = versionOn(deliveredOn, versions)?.receipt ?? subject
    const delivery = {
      unitId: present.unit.id,
      receipt,
      photos,
      deliveredOn,
      memberId: present.member.id,
    }
    await deliveries.record(delivery, moment.message, moment.now)
    await drafts.drop(moment.person, DIALOG)
    const phrase = deliveredOn ? 'deliver.done' : 'deliver.kept'
    return { finished: true, say: [{ phrase, values: { count: photos.length, receipt } }] }
  }
}

/** What is brought on a day is the last version that was filed by then, whichever has been filed since. */
function versionOn(day: unknown, versions: FiledVersion[]): FiledVersion | undefined {
  return versions.findLast(({ filedAt }) => toCivil(filedAt) <= String(day))
}

/** 交件: for the filing made last. What was begun for an earlier one shows other papers, and is not gone on with. */
export async function beginDelivery(
  deps: DeliveryDependencies,
  { unit }: Membership,
  moment: Moment,
): Promise<CommandResult> {
  const { campaign, shelf, drafts, selfChecks } = deps
  const selfCheck = await selfChecks.find(campaign.id, unit.id)
  const filed = selfCheck && (await selfChecks.lastFiling(selfCheck.id))
  if (!filed) return { say: [{ phrase: 'deliver.none' }] }
  if (filed.subject !== unit.subject)
    return { say: [{ phrase: 'deliver.other-kind', values: { version: filed.version } }] }
  const { [RECEIPT]: receipt, ...begun } = (await drafts.find(moment.person, DIALOG)) ?? {}
  const answers = receipt === filed.receipt ? begun : {}
  const duty = papersOwed(deps, unit, filedState(campaign, filed, false))[0]
  const facts = { bureau: duty?.to.name ?? bureauById(campaign, unit.bureau).name }
  const script = shelf.current(DIALOG).hash
  const { unsettled } = filed
  return {
    say: unsettled > 0 ? [{ phrase: 'deliver.unsettled', values: { count: unsettled } }] : [],
    start: createFrame({ dialog: DIALOG, script, subject: filed.receipt, facts, answers }),
  }
}
