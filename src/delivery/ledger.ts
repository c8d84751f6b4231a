import type { Instant } from '../lib/clock.ts'
import type { Database } from '../storage/database.ts'
import type { PersonKey } from '../turn/store.ts'

/** What a person lets one template do; `credits` are single messages agreed to and not sent yet. */
export type Consent = { accepted: boolean; credits: number; changedAt: Instant }

/** What is known of persons before they are written to: what they agreed to, and whether they are there at all. */
export interface Ledger {
  consents(persons: readonly PersonKey[]): Promise<Map<PersonKey, Map<string, Consent>>>
  lost(persons: readonly PersonKey[]): Promise<Set<PersonKey>>
  /** A choice made where the person was asked; heard again under the same message it counts once. */
  choose(
    person: PersonKey,
    templateId: string,
    accepted: boolean,
    event: { message: string; at: Instant },
  ): Promise<void>
  /** One single message was sent to each. */
  use(templateId: string, persons: readonly PersonKey[]): Promise<void>
  /** Neither consent nor single messages are left, whatever is remembered. */
  withdraw(templateId: string, persons: readonly PersonKey[]): Promise<void>
  lose(persons: readonly PersonKey[], at: Instant): Promise<void>
  find(person: PersonKey): Promise<void>
  /** Erases what is kept of a person. */
  forget(person: PersonKey): Promise<void>
}

export function createLedger({ db }: Database): Ledger {
  const held = (templateId: string, persons: readonly PersonKey[]) =>
    db.updateTable('consents').where('template_id', '=', templateId).where('person', 'in', persons)

  return {
    async consents(persons) {
      const rows = await db.selectFrom('consents').selectAll().where('person', 'in', persons).execute()
      const found = new Map<PersonKey, Map<string, Consent>>(persons.map(person => [person, new Map()]))
      for (const { person, template_id, accepted, credits, changed_at } of rows)
        found.get(person)?.set(template_id, { accepted: accepted === 1, credits, changedAt: changed_at })
      return found
    },

    async lost(persons) {
      const rows = await db
        .selectFrom('lost_persons')
        .select('person')
        .where('person', 'in', persons)
        .execute()
      return new Set(rows.map(({ person }) => person))
    },

    async choose(person, templateId, accepted, { message, at }) {
      const yes = Number(accepted)
      await db
        .insertInto('consents')
        .values({ person, template_id: templateId, accepted: yes, credits: yes, message, changed_at: at })
        .onConflict(conflict =>
          conflict
            .columns(['person', 'template_id'])
            .doUpdateSet(({ eb, ref }) => ({
              accepted: yes,
              credits: eb('consents.credits', '+', yes),
              message: ref('excluded.message'),
              changed_at: at,
            }))
            .whereRef('consents.message', '!=', 'excluded.message'),
        )
        .execute()
    },

    async use(templateId, persons) {
      await held(templateId, persons)
        .set(({ eb }) => ({ credits: eb('credits', '-', 1) }))
        .where('credits', '>', 0)
        .execute()
    },

    async withdraw(templateId, persons) {
      await held(templateId, persons).set({ accepted: 0, credits: 0 }).execute()
    },

    async lose(persons, at) {
      await db
        .insertInto('lost_persons')
        .values(persons.map(person => ({ person, lost_at: at })))
        .onConflict(conflict => conflict.column('person').doNothing())
        .execute()
    },

    async find(person) {
      await db.deleteFrom('lost_persons').where('person', '=', person).execute()
    },

    async forget(person) {
      for (const table of ['consents', 'lost_persons'] as const)
        await db.deleteFrom(table).where('person', '=', person).execute()
    },
  }
}
