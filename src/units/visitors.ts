import type { Database } from '../storage/database.ts'
import type { Seal } from '../storage/seal.ts'
import type { PersonRef } from '../turn/inbound.ts'
import type { PersonKey } from '../turn/store.ts'
import type { Membership, UnitStore } from './unit-store.ts'

/** A member on the unit's pages: the same person as in chat. */
export type Visitor = Membership & { person: PersonKey; ref: PersonRef }

export interface Visitors {
  /** Null as soon as the membership is over. */
  find(memberId: string): Promise<Visitor | null>
}

export function createVisitors({ db }: Database, seal: Seal, units: UnitStore): Visitors {
  return {
    async find(memberId) {
      const row = await db
        .selectFrom('members')
        .select(['person', 'identity'])
        .where('id', '=', memberId)
        .where('left_at', 'is', null)
        .executeTakeFirst()
      const present = row && (await units.membershipOf(row.person))
      if (!row?.identity || present?.member.id !== memberId) return null
      const ref = Buffer.from(seal.open('identity', memberId, row.identity)).toString('utf8')
      return { ...present, person: row.person, ref: JSON.parse(ref) as PersonRef }
    },
  }
}
