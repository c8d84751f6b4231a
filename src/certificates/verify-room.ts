import type { Frame } from '../dialog/frame.ts'
import type { Script } from '../dialog/script.ts'
import type { Moment, Outcome, Room } from '../turn/room.ts'
import type { DraftStore } from '../units/draft-store.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { CertificateStore } from './certificate-store.ts'
import { isFaulty } from './flags.ts'
import { isLastFour, isName, verificationsOf } from './verifications-of.ts'

export type VerifyDependencies = { units: UnitStore; drafts: DraftStore; certificates: CertificateStore }

export const VERIFY = 'verify'

/** The room of the dialog `verify`: a draft of the member's own until it is submitted, then lines of the unit's ledger. */
export function createVerifyRoom({ units, drafts, certificates }: VerifyDependencies): Room {
  return {
    dialogs: [VERIFY],
    async apply(event, frame, script, moment) {
      if (event.type === 'submitted') return submit(frame, script, moment)
      if (event.type === 'restarted') {
        await clearDraft(moment)
        return {}
      }
      const refusal = refusalOf(event.path, String(event.value))
      if (!refusal) await drafts.keep(moment.person, VERIFY, frame.answers, moment.now)
      return refusal ?? {}
    },
  }

  async function submit(frame: Frame, script: Script, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (present?.unit.id !== frame.subject) return { finished: true, say: [{ phrase: 'member.gone' }] }
    const verifications = verificationsOf(script, frame)
    const { unit, member } = present
    await certificates.record(verifications, {
      unitId: unit.id,
      memberId: member.id,
      message: moment.message,
      at: moment.now,
    })
    await clearDraft(moment)
    const faulty = verifications.filter(verification => isFaulty(verification, moment.today)).length
    const say = [{ phrase: 'verify.done', values: { count: verifications.length } }]
    return {
      finished: true,
      say: faulty > 0 ? [...say, { phrase: 'verify.faulty', values: { count: faulty } }] : say,
    }
  }

  /** Dropping would take the person's other drafts along. */
  async function clearDraft({ person, now }: Moment): Promise<void> {
    await drafts.keep(person, VERIFY, {}, now)
  }
}

/** More of a number than its end is not taken, wherever it is written (domain §2.1: it is the ID number). */
function refusalOf(path: string, value: string): Outcome | null {
  if (path.endsWith('.last-four') && !isLastFour(value)) return { reject: { phrase: 'verify.last-four' } }
  if (path.endsWith('.name') && !isName(value)) return { reject: { phrase: 'verify.name' } }
  return null
}
