import type { Campaign } from '../campaign/content.ts'
import { monthRange } from '../campaign/phases.ts'
import { showDay } from '../dialog/answers/civil-day.ts'
import { createFrame, type Frame } from '../dialog/frame.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Moment, Outcome, Room, Shelf } from '../turn/room.ts'
import type { Unit } from '../units/unit.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { FulfilmentStore } from './fulfilment-store.ts'

const DIALOG = 'report'

type Dependencies = { campaign: Campaign; units: UnitStore; fulfilments: FulfilmentStore }

/** The room of the dialog `report`: a county bureau has brought one of its reports to the city. */
export function createReportRoom({ campaign, units, fulfilments }: Dependencies): Room {
  const { first } = monthRange(campaign.window.from)
  const early = (day: CivilDate): Outcome => ({
    reject: { phrase: 'report.early', values: { date: showDay(first), read: showDay(day) } },
  })

  return {
    dialogs: [DIALOG],
    async apply(event, frame, _script, moment) {
      if (event.type === 'submitted') return submit(frame, moment)
      const isDay = event.type === 'answered' && event.path === 'delivered-on'
      const day = String(frame.answers['delivered-on'])
      return isDay && day < first ? early(day) : {}
    },
  }

  async function submit({ answers, subject }: Frame, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (!present || present.unit.id !== subject) return { finished: true, say: [{ phrase: 'member.gone' }] }
    const obligation = campaign.obligations.find(({ id }) => id === answers.report)
    const photos = Array.isArray(answers.photos) ? answers.photos : []
    const fulfilment = {
      unitId: subject,
      campaign: campaign.id,
      obligation: String(answers.report),
      deliveredOn: String(answers['delivered-on']),
      photos,
      memberId: present.member.id,
    }
    await fulfilments.record(fulfilment, moment.message, moment.now)
    const values = { papers: obligation?.papers.join('、') ?? '', count: photos.length }
    return { finished: true, say: [{ phrase: 'report.done', values }] }
  }
}

export function reportFrame(shelf: Shelf, { id }: Unit): Frame {
  return createFrame({ dialog: DIALOG, script: shelf.current(DIALOG).hash, subject: id })
}
