import type { Selectable } from 'kysely'
import type { Tables } from '../storage/tables.ts'
import type { Unit } from './unit.ts'

/** A unit as the rules know it, without what the roster and the binding code keep beside it. */
export function toUnit(row: Selectable<Tables['units']>): Unit {
  return {
    id: row.id,
    subject: row.subject as Unit['subject'],
    name: row.name,
    creditCode: row.credit_code,
    district: row.district,
    industry: row.industry,
    highRisk: row.high_risk === null ? null : row.high_risk === 1,
    specialOps: row.special_ops === null ? null : row.special_ops === 1,
    level: row.level as Unit['level'],
    bureau: row.bureau,
  }
}

/** The same columns for writing; yes and no are 1 and 0. */
export function fromUnit(unit: Unit) {
  return {
    id: unit.id,
    subject: unit.subject,
    name: unit.name,
    credit_code: unit.creditCode,
    district: unit.district,
    industry: unit.industry,
    high_risk: flag(unit.highRisk),
    special_ops: flag(unit.specialOps),
    level: unit.level,
    bureau: unit.bureau,
  }
}

const flag = (value: boolean | null): number | null => (value === null ? null : Number(value))
