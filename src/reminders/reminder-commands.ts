import type { Campaign } from '../campaign/content.ts'
import type { Database } from '../storage/database.ts'
import type { Command } from '../turn/room.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { Refusals } from './refusals.ts'

type Dependencies = {
  database: Database
  units: Pick<UnitStore, 'membershipOf'>
  refusals: Refusals
  campaign: Pick<Campaign, 'id'>
}

/** 停止提醒 恢复提醒 已知悉. */
export function createReminderCommands({ database, units, refusals, campaign }: Dependencies) {
  const commands: Record<string, Command> = {
    'stop-reminders': async ({ person, now }) => {
      if (!(await units.membershipOf(person))) return { say: [{ phrase: 'reminder.none-to-stop' }] }
      await refusals.refuse(person, now)
      return { say: [{ phrase: 'reminder.stopped' }] }
    },

    'resume-reminders': async ({ person }) => {
      await refusals.forget(person)
      return { say: [{ phrase: 'reminder.resumed' }] }
    },

    acknowledge: async ({ person, now, message }) => {
      const present = await units.membershipOf(person)
      if (!present) return { say: [{ phrase: 'reminder.acknowledged-nowhere' }] }
      const { unit, member } = present
      await database.db
        .insertInto('acknowledgements')
        .values({
          campaign: campaign.id,
          unit_id: unit.id,
          member_id: member.id,
          acknowledged_at: now,
          message,
        })
        .onConflict(conflict => conflict.columns(['campaign', 'unit_id', 'member_id']).doNothing())
        .execute()
      const isBureau = unit.subject === 'county-bureau'
      const phrase = isBureau ? 'reminder.acknowledged-bureau' : 'reminder.acknowledged'
      return { say: [{ phrase, values: { unit: unit.name } }] }
    },
  }
  return commands
}
