import type { Calendar } from '../campaign/calendar.ts'
import type { Campaign } from '../campaign/content.ts'
import type { Frame } from '../dialog/frame.ts'
import { shownAnswer } from '../dialog/place.ts'
import { canonicalJson, type Script } from '../dialog/script.ts'
import { walk } from '../dialog/walk.ts'
import type { Random } from '../lib/random.ts'
import type { Moment, Outcome, Room } from '../turn/room.ts'
import type { UnitStore } from '../units/unit-store.ts'
import type { DeliveryStore } from './delivery-store.ts'
import { sayReceipt } from './duty.ts'
import { fileSelfCheck, selfCheckFrame } from './file-self-check.ts'
import type { LedgerToFile } from './filing-ledger.ts'
import { handOver } from './hand-over.ts'
import type { NewAnswer } from './put-answer.ts'
import type { SelfCheckStore, Writer } from './self-check-store.ts'

export type SelfCheckDependencies = {
  campaign: Campaign
  calendar: Calendar
  selfChecks: SelfCheckStore
  units: UnitStore
  deliveries: DeliveryStore
  ledgerToFile: LedgerToFile
  /** A link for a member to the page of a filing, where its papers are. */
  linkTo: (memberId: string, receipt: string, message: string) => Promise<{ link: string; hours: number }>
  random: Random
}

/** The room of the dialog `self-check`: each answer is a record at once, the submission files a version. */
export function createSelfCheckRoom(deps: SelfCheckDependencies): Room {
  const { selfChecks, units } = deps

  return {
    dialogs: ['self-check'],
    async apply(event, frame, script, moment) {
      const subject = frame.subject ?? ''
      const writer = { person: moment.person, message: moment.message, at: moment.now }
      switch (event.type) {
        case 'answered':
          return answered({ ...frame, subject }, event, script, writer)
        case 'restarted':
          await selfChecks.discard(subject, writer)
          return {}
        case 'submitted':
          return submit({ ...frame, subject }, script, moment)
      }
    },
  }

  /** What a colleague, or the person on another page, has answered meanwhile is not written over: it is shown. */
  async function answered(
    frame: Frame & { subject: string },
    answer: NewAnswer,
    script: Script,
    writer: Writer,
  ): Promise<Outcome> {
    const recorded = await selfChecks.putAnswer(frame.subject, answer, writer)
    if (recorded === 'recorded') return {}
    if (recorded === 'not-member') return gone
    const stored = await selfChecks.answers(frame.subject)
    const place = walk(script, { ...frame, answers: stored }).find(({ path }) => path === answer.path)
    const standing = stored[answer.path]
    const shown = place && standing !== undefined ? shownAnswer(place, script, standing) : ''
    return { answers: stored, say: [{ phrase: 'self-check.overtaken', values: { answer: shown } }] }
  }

  async function submit(
    frame: Frame & { subject: string },
    script: Script,
    moment: Moment,
  ): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (!present) return gone
    const { unit } = present
    const say = [{ phrase: 'self-check.changed' }]
    if (frame.facts.subject !== unit.subject) return { finished: true, say, next: 'self-check' }
    const now = selfCheckFrame(frame.subject, script, unit, await selfChecks.answers(frame.subject))
    const isFiled = (await selfChecks.filedUnder(moment.message)) !== null
    if (!isFiled && differs(script, frame, now)) return { answers: now.answers, facts: now.facts, say }
    const submission = await fileSelfCheck(deps, present, frame, script, moment)
    const handedOver = await handOver(deps, present, submission, moment)
    const { receipt } = submission.filed
    return { finished: true, say: [sayReceipt(submission), ...handedOver], papers: receipt }
  }
}

const gone: Outcome = { finished: true, say: [{ phrase: 'member.gone' }] }

/** Whether answers or registration have changed since: what is filed must be what this person has seen. */
function differs(script: Script, seen: Frame, now: Frame): boolean {
  const shown = (frame: Frame) =>
    canonicalJson(walk(script, frame).map(({ path }) => [path, frame.answers[path] ?? null]))
  return shown(seen) !== shown(now)
}
