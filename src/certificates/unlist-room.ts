import { readOptionNumber } from '../dialog/answers/option-number.ts'
import { createFrame } from '../dialog/frame.ts'
import { plainWord } from '../dialog/words.ts'
import type { Command, Room } from '../turn/room.ts'
import { asChecked } from '../units/as-member.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { CertificateCommandDependencies } from './certificate-commands.ts'
import type { CertificateStore, WhyUnlisted } from './certificate-store.ts'
import { worstFirst } from './flags.ts'
import { labelsOf } from './labels.ts'
import { sayLine } from './say-ledger.ts'
import { VERIFY } from './verify-room.ts'

const UNLIST = 'unlist'

const LINE = /^不再列(.+?)位?$/

/** 不再列 3: the third line of the ledger as 台账 shows it. Heard in any dialog, for the ledger is looked at in any. */
export function createUnlistArrivals(deps: CertificateCommandDependencies) {
  return {
    scene: () => null,
    secret(text: string): Command | null {
      const n = readOptionNumber(LINE.exec(plainWord(text))?.[1] ?? '')
      return n === null ? null : unlist(n)
    },
  }

  function unlist(n: number): Command {
    const { certificates, shelf, speak } = deps
    return moment =>
      asChecked(deps, moment, 'ledger', async ({ unit }) => {
        const line = worstFirst(await certificates.ofUnit(unit.id), moment.today)[n - 1]
        if (!line) return { say: [{ phrase: 'unlist.no-line', values: { n } }] }
        const labels = labelsOf(shelf.current(VERIFY))
        // In full: a name that was mistyped looks, masked, like the one that is right.
        const shown = sayLine(n, line.verification.name, line, { speak, labels })
        const script = shelf.current(UNLIST).hash
        const subject = line.verification.id
        return { say: [], start: createFrame({ dialog: UNLIST, script, subject, facts: { line: shown } }) }
      })
  }
}

type Dependencies = { units: UnitStore; certificates: CertificateStore }

/** The room of the dialog `unlist`: its one answer says why a line goes, and with it the line is gone. */
export function createUnlistRoom({ units, certificates }: Dependencies): Room {
  return {
    dialogs: [UNLIST],
    async apply(event, { subject }, _script, moment) {
      if (event.type !== 'answered') return {}
      const present = await units.membershipOf(moment.person)
      if (!present || subject === null) return { finished: true, say: [{ phrase: 'member.gone' }] }
      if (event.value === 'keep') return { finished: true, say: [{ phrase: 'unlist.kept' }] }
      await certificates.unlist(subject, event.value as WhyUnlisted, {
        unitId: present.unit.id,
        memberId: present.member.id,
        message: moment.message,
        at: moment.now,
      })
      return { finished: true, say: [{ phrase: 'unlist.done' }] }
    },
  }
}
