import type { Unit } from '../../src/units/unit.ts'
import type { Joining } from '../../src/units/unit-store.ts'

/** An enterprise of 荔城; no such unit exists. */
export function unitWith(changes: Partial<Unit> & Pick<Unit, 'id' | 'creditCode'>): Unit {
  return {
    subject: 'enterprise',
    name: '示例厂示例厂',
    district: 'licheng',
    industry: null,
    highRisk: false,
    specialOps: null,
    level: 'county',
    bureau: 'licheng',
    ...changes,
  }
}

export function joiningWith(changes: Pick<Joining, 'id' | 'unitId' | 'person' | 'at'>): Joining {
  return {
    ref: { channel: 'wechat', account: 'gh_test', id: 'openid-of-someone' },
    contact: { name: '示例联系人', phone: '13800000000' },
    consent: 'script',
    ...changes,
  }
}
