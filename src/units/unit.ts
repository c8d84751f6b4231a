import type { SupervisionLevel } from '../campaign/supervision.ts'

/** A training institution or an enterprise that takes part. Times are instants; ids are random hex. */
export type Unit = {
  id: string
  subject: 'training-institution' | 'enterprise'
  name: string
  creditCode: string
  district: string
  industry: string | null
  highRisk: boolean | null
  specialOps: boolean | null
  level: SupervisionLevel
  /** Bureau the unit answers to: derived, and correctable by the unit. */
  bureau: string
}

export type Contact = { name: string; phone: string }

/** A person who acts for a unit. */
export type Member = { id: string; unitId: string; role: 'lead' | 'clerk' }
