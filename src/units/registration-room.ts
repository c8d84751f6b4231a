import { bureauById } from '../campaign/bureaus.ts'
import type { Campaign } from '../campaign/content.ts'
import type { Frame } from '../dialog/frame.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Seal } from '../storage/seal.ts'
import type { Moment, Outcome, Room } from '../turn/room.ts'
import { keyOf } from './code.ts'
import type { Door } from './door.ts'
import type { DraftStore } from './draft-store.ts'
import { contactOf, isKnown, REGISTER, registrationFacts, unitOf } from './registration.ts'
import type { Unit } from './unit.ts'
import type { KnownUnit, UnitStore } from './unit-store.ts'

export type RegistrationDependencies = {
  campaign: Campaign
  units: UnitStore
  door: Door
  /** What was answered before it became a registration; sealed, and gone once it did. */
  drafts: DraftStore
  seal: Pick<Seal, 'hash'>
  random: Random
}

/** The room of the dialog `register`: founding a unit, joining one that exists, and changing what was registered. */
export function createRegistrationRoom(deps: RegistrationDependencies): Room {
  const { campaign, units, door, drafts, seal, random } = deps

  return {
    dialogs: [REGISTER],
    async apply(event, frame, _script, moment) {
      if (event.type === 'restarted') {
        await drafts.drop(moment.person, REGISTER)
        return {}
      }
      return event.type === 'submitted' ? submit(frame, moment) : answered(event.path, frame, moment)
    },
  }

  async function answered(path: string, frame: Frame, moment: Moment): Promise<Outcome> {
    const { answers, subject } = frame
    if (path === 'consent' && answers.consent === 'no') return declined(subject, moment)
    if (path === 'invite') {
      const refused = await refusal(frame, moment)
      if (refused) return { reject: { phrase: refused } }
    }
    const facts = registrationFacts(campaign, answers)
    const found = path === 'credit-code' ? await look(answers, subject) : { facts: {} }
    // A change starts from the record: what was typed of it is worth no more than the session.
    if (!subject && !found.reject)
      await drafts.keep(moment.person, REGISTER, found.answers ?? answers, moment.now)
    const isOthers = path === 'industry' && facts['industry-risk'] === 'other-authority'
    const say = { phrase: 'register.other-authority', values: { authority: facts.authority ?? '' } }
    return { ...found, facts: { ...facts, ...found.facts }, ...(isOthers && { say: [say] }) }
  }

  /** What the credit code is known for. Of a unit that the roster has, the roster says the kind. */
  async function look(answers: Frame['answers'], subject: Frame['subject']): Promise<Outcome> {
    const known = await units.byCreditCode(String(answers['credit-code']))
    if (subject)
      return known && known.unit.id !== subject
        ? { reject: { phrase: 'register.code-taken' } }
        : { facts: { 'unit-known': 'no' } }
    const facts = { 'unit-known': isKnown(known) }
    if (!known || known.isTaken) return { facts }
    return {
      facts,
      answers: { ...answers, subject: known.unit.subject },
      say: [sayUnit('register.listed', known.unit)],
    }
  }

  /** Nothing is kept of who does not consent; who is a member already has to leave for that. */
  async function declined(subject: Frame['subject'], moment: Moment): Promise<Outcome> {
    if (subject) return { finished: true, next: 'leave' }
    await drafts.drop(moment.person, REGISTER)
    return { finished: true, say: [{ phrase: 'register.declined' }] }
  }

  /** An invite or the binding code: it must open the very unit whose credit code was given. */
  async function refusal({ answers }: Frame, moment: Moment): Promise<string | null> {
    const opened = await door.open(String(answers.invite), moment)
    if (opened === 'too-many') return 'code.too-many'
    return opened !== 'wrong' && opened.creditCode === answers['credit-code'] ? null : 'invite.wrong'
  }

  async function submit(frame: Frame, moment: Moment): Promise<Outcome> {
    const outcome = frame.subject ? await change(frame, frame.subject, moment) : await enter(frame, moment)
    if (!outcome.finished) return outcome
    await drafts.drop(moment.person, REGISTER)
    return frame.facts.then ? { ...outcome, next: frame.facts.then } : outcome
  }

  /** A retry after a crash finds the membership there already and says the same. */
  async function enter(frame: Frame, moment: Moment): Promise<Outcome> {
    const { answers } = frame
    const creditCode = String(answers['credit-code'])
    const present = await units.membershipOf(moment.person)
    if (present) return present.unit.creditCode === creditCode ? done(present.unit) : elsewhere(present.unit)

    const joining = {
      id: newId(random),
      person: moment.person,
      ref: moment.ref,
      contact: contactOf(answers),
      consent: frame.script,
      at: moment.now,
    }
    const existing = await units.byCreditCode(creditCode)
    if (existing) return enterExisting(existing, answers, { ...joining, unitId: existing.unit.id })
    const unit = unitOf(campaign, answers, newId(random))
    return (await units.found(unit, { ...joining, unitId: unit.id })) ? done(unit) : known()
  }

  /** What the roster has and nobody has acted for is open to its credit code; all else takes a code. */
  async function enterExisting(
    { unit, isTaken }: KnownUnit,
    answers: Frame['answers'],
    joining: Parameters<UnitStore['claim']>[0],
  ): Promise<Outcome> {
    if (!isTaken && (await units.claim(joining))) return done(unit)
    const { invite, ...others } = answers
    if (invite === undefined) return known()
    const role = await units.join(keyOf(seal, String(invite)), joining)
    return role ? done(unit) : { answers: others, say: [{ phrase: 'invite.wrong' }] }
  }

  async function change(frame: Frame, unitId: string, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (present?.unit.id !== unitId) return { finished: true, say: [{ phrase: 'member.gone' }] }
    const unit = unitOf(campaign, frame.answers, unitId)
    const result = await units.update(unit, present.member.id, contactOf(frame.answers), moment.now)
    if (result === 'code-taken') return { say: [{ phrase: 'register.code-taken' }] }
    const fixed = [sayUnit('register.fixed', present.unit), { phrase: 'contact.changed' }]
    if (result === 'listed') return { finished: true, say: fixed }
    return { finished: true, say: [sayUnit('register.changed', unit)] }
  }

  /** Someone registered the unit between the question and the submission: a code is asked for now. */
  function known(): Outcome {
    return { facts: { 'unit-known': 'yes' }, say: [{ phrase: 'register.exists' }] }
  }

  function done(unit: Unit): Outcome {
    return { finished: true, say: [sayUnit('register.done', unit)] }
  }

  function elsewhere({ name }: Unit): Outcome {
    return { finished: true, say: [{ phrase: 'register.elsewhere', values: { unit: name } }] }
  }

  function sayUnit(phrase: string, { name, bureau }: Unit) {
    return { phrase, values: { unit: name, bureau: bureauById(campaign, bureau).name } }
  }
}
