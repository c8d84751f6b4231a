import { bureauById } from '../campaign/bureaus.ts'
import type { Campaign } from '../campaign/content.ts'
import type { Frame } from '../dialog/frame.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Seal } from '../storage/seal.ts'
import type { Moment, Outcome, Room } from '../turn/room.ts'
import type { DraftStore } from './draft-store.ts'
import { inviteHash } from './invite.ts'
import { contactOf, registrationFacts, unitOf } from './registration.ts'
import type { UnitStore } from './unit-store.ts'

export type RegistrationDependencies = {
  campaign: Campaign
  units: UnitStore
  /** What was answered before it became a registration; sealed, and gone once it did. */
  drafts: DraftStore
  seal: Seal
  random: Random
}

const DIALOG = 'register'

/** The room of the dialog `register`: founding a unit, joining one that exists, and changing what was registered. */
export function createRegistrationRoom(deps: RegistrationDependencies): Room {
  const { campaign, units, drafts, seal, random } = deps

  return {
    dialogs: [DIALOG],
    async apply(event, frame, _script, moment) {
      if (event.type === 'restarted') {
        await drafts.drop(moment.person, DIALOG)
        return {}
      }
      return event.type === 'submitted' ? submit(frame, moment) : answered(event.path, frame, moment)
    },
  }

  async function answered(path: string, frame: Frame, moment: Moment): Promise<Outcome> {
    const { answers, subject } = frame
    if (path === 'consent' && answers.consent === 'no') return declined(subject, moment)
    if (path === 'invite' && !(await inviteFits(frame, moment))) return { reject: { phrase: 'invite.wrong' } }
    const facts = registrationFacts(campaign, answers)
    if (path === 'credit-code') {
      const isTaken = await isAnothers(frame)
      if (isTaken && subject) return { reject: { phrase: 'register.code-taken' } }
      facts['unit-known'] = isTaken ? 'yes' : 'no'
    }
    // A change starts from the record: what was typed of it is worth no more than the session.
    if (!subject) await drafts.keep(moment.person, DIALOG, answers, moment.now)
    const isOthers = path === 'industry' && facts['industry-risk'] === 'other-authority'
    return isOthers
      ? { facts, say: [{ phrase: 'register.other-authority', values: { authority: facts.authority ?? '' } }] }
      : { facts }
  }

  /** Nothing is kept of who does not consent; who is a member already has to leave for that. */
  async function declined(subject: Frame['subject'], moment: Moment): Promise<Outcome> {
    if (subject) return { finished: true, next: 'leave' }
    await drafts.drop(moment.person, DIALOG)
    return { finished: true, say: [{ phrase: 'register.declined' }] }
  }

  /** Whether a unit other than the one being changed has this credit code. */
  async function isAnothers({ answers, subject }: Frame): Promise<boolean> {
    const unit = await units.byCreditCode(String(answers['credit-code']))
    return unit !== null && unit.id !== subject
  }

  async function inviteFits({ answers }: Frame, moment: Moment): Promise<boolean> {
    const unit = await units.byCreditCode(String(answers['credit-code']))
    return unit !== null && units.inviteFits(inviteHash(seal, String(answers.invite)), unit.id, moment.now)
  }

  async function submit(frame: Frame, moment: Moment): Promise<Outcome> {
    const outcome = frame.subject ? await change(frame, frame.subject, moment) : await enter(frame, moment)
    if (!outcome.finished) return outcome
    await drafts.drop(moment.person, DIALOG)
    return frame.facts.then ? { ...outcome, next: frame.facts.then } : outcome
  }

  /** A retry after a crash finds the membership there already and says the same. */
  async function enter(frame: Frame, moment: Moment): Promise<Outcome> {
    const { answers } = frame
    const creditCode = String(answers['credit-code'])
    const present = await units.membershipOf(moment.person)
    if (present)
      return present.unit.creditCode === creditCode
        ? done(present.unit.name, present.unit.bureau)
        : elsewhere(present.unit.name)

    const existing = await units.byCreditCode(creditCode)
    const joining = {
      id: newId(random),
      person: moment.person,
      ref: moment.ref,
      contact: contactOf(answers),
      consent: frame.script,
      at: moment.now,
    }
    if (existing) {
      const { invite, ...others } = answers
      if (invite === undefined) return known()
      const joined = await units.join(inviteHash(seal, String(invite)), { ...joining, unitId: existing.id })
      return joined
        ? done(existing.name, existing.bureau)
        : { answers: others, say: [{ phrase: 'invite.wrong' }] }
    }
    const unit = unitOf(campaign, answers, newId(random))
    return (await units.found(unit, { ...joining, unitId: unit.id })) ? done(unit.name, unit.bureau) : known()
  }

  async function change(frame: Frame, unitId: string, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (present?.unit.id !== unitId) return { finished: true, say: [{ phrase: 'member.gone' }] }
    const unit = unitOf(campaign, frame.answers, unitId)
    const result = await units.update(unit, present.member.id, contactOf(frame.answers), moment.now)
    if (result === 'code-taken') return { say: [{ phrase: 'register.code-taken' }] }
    const values = { unit: unit.name, bureau: bureauById(campaign, unit.bureau).name }
    return { finished: true, say: [{ phrase: 'register.changed', values }] }
  }

  /** Someone registered the unit between the question and the submission: the invite is asked for now. */
  function known(): Outcome {
    return { facts: { 'unit-known': 'yes' }, say: [{ phrase: 'register.exists' }] }
  }

  function done(unit: string, bureau: string): Outcome {
    const values = { unit, bureau: bureauById(campaign, bureau).name }
    return { finished: true, say: [{ phrase: 'register.done', values }] }
  }

  function elsewhere(unit: string): Outcome {
    return { finished: true, say: [{ phrase: 'register.elsewhere', values: { unit } }] }
  }
}
