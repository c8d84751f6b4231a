import type { Obliged } from '../campaign/content.ts'
import type { SupervisionLevel } from '../campaign/supervision.ts'

/** A training institution, an enterprise or a county bureau that takes part. Times are instants; ids are random hex. */
export type Unit = {
  id: string
  subject: Obliged
  name: string
  creditCode: string
  district: string
  industry: string | null
  highRisk: boolean | null
  specialOps: boolean | null
  level: SupervisionLevel
  /** Bureau the unit answers to: derived, and correctable by the unit where the roster does not say. A county bureau's own. */
  bureau: string
}

export type Contact = { name: string; phone: string }

/** A person who acts for a unit. While it has members, one of them is its lead. */
export type Member = { id: string; unitId: string; role: 'lead' | 'clerk' }
