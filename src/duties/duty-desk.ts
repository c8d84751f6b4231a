import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import { type Duty, dutiesOf } from '../campaign/duties.ts'
import type { CertificateStore } from '../certificates/certificate-store.ts'
import type { Speak } from '../dialog/fill.ts'
import type { CivilDate } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { Unit } from '../units/unit.ts'
import { createDutyRecords } from './duty-records.ts'
import { isToDo, sayDuty } from './say-duty.ts'

export type DutyDeskDependencies = {
  campaign: Campaign
  calendar: Calendar
  database: Database
  certificates: CertificateStore
  speak: Speak
}

/** A duty, a text about it that tells what to do next, and whether there is something to do. */
export type SpokenDuty = { duty: Duty; text: string; toDo: boolean }

export interface DutyDesk {
  /** Of one unit, what presses first on top; without those of which there is nothing to say. */
  of(unit: Unit, today: CivilDate): Promise<SpokenDuty[]>
}

export function createDutyDesk(deps: DutyDeskDependencies): DutyDesk {
  const { campaign, speak } = deps
  const recordsOf = createDutyRecords(deps)
  return {
    async of(unit, today) {
      const records = await recordsOf(campaign.id, unit, today)
      return dutiesOf(deps, unit, records, today).flatMap(duty => {
        const says = sayDuty(deps, unit, duty, records, today)
        return says.length > 0
          ? [{ duty, text: says.map(speak).join('\n'), toDo: isToDo(duty, records) }]
          : []
      })
    },
  }
}

/** Room for a list in one message, beside what stands around it. */
const MAX_BYTES = 1_500

/** As many as a message holds, one below the other; the rest is counted. */
export function fitDuties(spoken: SpokenDuty[], speak: Speak): string {
  const texts: string[] = []
  let bytes = 0
  for (const { text } of spoken) {
    bytes += Buffer.byteLength(text)
    if (texts.length > 0 && bytes > MAX_BYTES) break
    texts.push(text)
  }
  const left = spoken.slice(texts.length).filter(({ toDo }) => toDo).length
  if (left > 0) texts.push(speak({ phrase: 'tasks.more', values: { count: left } }))
  return texts.join('\n\n')
}
