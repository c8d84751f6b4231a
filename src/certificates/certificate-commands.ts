import type { Campaign } from '../campaign/content.ts'
import type { Speak } from '../dialog/fill.ts'
import { createFrame } from '../dialog/frame.ts'
import type { Command, Shelf } from '../turn/room.ts'
import { asChecked } from '../units/as-member.ts'
import type { DraftStore } from '../units/draft-store.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { CertificateStore } from './certificate-store.ts'
import { HALF_YEAR } from './half-year-room.ts'
import { labelsOf } from './labels.ts'
import { sayLedger } from './say-ledger.ts'
import { VERIFY } from './verify-room.ts'

export type CertificateCommandDependencies = {
  campaign: Campaign
  shelf: Shelf
  units: UnitStore
  drafts: DraftStore
  certificates: CertificateStore
  speak: Speak
}

/** 核验 台账 任职期限. */
export function createCertificateCommands(deps: CertificateCommandDependencies): Record<string, Command> {
  const { campaign, shelf, drafts, certificates, speak } = deps

  return {
    verify: moment =>
      asChecked(deps, moment, 'verify', async ({ unit }) => {
        const { name, url } = campaign.query
        const answers = (await drafts.find(moment.person, VERIFY)) ?? {}
        const script = shelf.current(VERIFY).hash
        return {
          say: [{ phrase: 'verify.platform', values: { name, url } }],
          start: createFrame({ dialog: VERIFY, script, subject: unit.id, answers }),
        }
      }),

    ledger: moment =>
      asChecked(deps, moment, 'ledger', async ({ unit }) => {
        const all = await certificates.ofUnit(unit.id)
        if (all.length === 0) return { say: [{ phrase: 'certificates.none' }] }
        const labels = labelsOf(shelf.current(VERIFY))
        return { say: [sayLedger(unit.name, all, moment.today, { speak, labels })] }
      }),

    'half-year': async () => ({
      say: [],
      start: createFrame({ dialog: HALF_YEAR, script: shelf.current(HALF_YEAR).hash, subject: null }),
    }),
  }
}
