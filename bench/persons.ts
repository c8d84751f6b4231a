import { createHash } from 'node:crypto'
import { systemClock } from '../src/lib/clock.ts'
import { newId, systemRandom } from '../src/lib/random.ts'
import type { Database } from '../src/storage/database.ts'
import { createSeal } from '../src/storage/seal.ts'
import { createUnitStore } from '../src/units/unit-store.ts'
import { ACCOUNT } from './account.ts'
import { DATA_KEY } from './services.ts'

/** As long as WeChat's own. */
export function openids(kind: string, count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `o${createHash('sha1').update(`${kind}${index}`).digest('hex').slice(0, 27)}`,
  )
}

/** Writes a training institution for each person, as their registration would have. */
export async function registerAll(database: Database, persons: string[]): Promise<void> {
  const seal = createSeal(DATA_KEY, systemRandom)
  const units = createUnitStore(database, seal)
  for (const [index, id] of persons.entries()) {
    const ref = { channel: 'wechat', account: ACCOUNT.accountId, id } as const
    const unitId = newId(systemRandom)
    const unit = {
      id: unitId,
      subject: 'training-institution',
      name: `测试培训机构${index}`,
      creditCode: String(index).padStart(18, '0'),
      district: 'chengxiang',
      industry: null,
      highRisk: null,
      specialOps: false,
      level: 'county',
      bureau: 'chengxiang',
    } as const
    const person = seal.hash('person', `wechat:${ref.account}:${id}`)
    const contact = { name: '测试', phone: '13800000000' }
    const at = systemClock.now()
    await units.found(unit, { id: newId(systemRandom), unitId, person, ref, contact, consent: 'bench', at })
  }
}
