import { bureauById } from '../campaign/bureaus.ts'
import type { Campaign } from '../campaign/content.ts'
import { createFrame, type Frame } from '../dialog/frame.ts'
import { legibleCode, type Random } from '../lib/random.ts'
import type { Seal } from '../storage/seal.ts'
import type { Command, Moment, Shelf } from '../turn/room.ts'
import { CODE_LENGTH, INVITE_DAYS, keyOf, showCode } from './code.ts'
import { contactFrame } from './contact-room.ts'
import type { DraftStore } from './draft-store.ts'
import { farewell } from './farewell.ts'
import type { MemberStore } from './member-store.ts'
import { answersOf, isKnown, REGISTER, registrationFacts } from './registration.ts'
import type { TellMember } from './tell-member.ts'
import type { UnitStore } from './unit-store.ts'

export type UnitCommandDependencies = {
  campaign: Campaign
  shelf: Shelf
  units: UnitStore
  members: MemberStore
  drafts: DraftStore
  tell: TellMember
  seal: Seal
  random: Random
}

/** 登记 修改登记 邀请 退出单位. */
export function createUnitCommands(deps: UnitCommandDependencies): Record<string, Command> {
  const { campaign, shelf, units, members, drafts, tell, seal, random } = deps

  return {
    register: async moment => {
      const present = await units.membershipOf(moment.person)
      if (present) return { say: [{ phrase: 'register.already', values: { unit: present.unit.name } }] }
      return { say: [], start: await registrationFrame(deps, moment) }
    },

    'edit-registration': async moment => {
      const present = await units.membershipOf(moment.person)
      if (!present) return { say: [{ phrase: 'member.none' }] }
      const contact = await units.contactOf(present.member.id)
      if (present.isListed) {
        const values = { unit: present.unit.name, bureau: bureauById(campaign, present.unit.bureau).name }
        return {
          say: [{ phrase: 'register.fixed', values }],
          start: contactFrame(shelf, present.unit, contact),
        }
      }
      const answers = answersOf(campaign, present.unit, contact)
      const facts = { ...registrationFacts(campaign, answers), 'unit-known': 'no' }
      const script = shelf.current(REGISTER).hash
      return {
        say: [],
        start: createFrame({ dialog: REGISTER, script, subject: present.unit.id, answers, facts }),
      }
    },

    invite: async moment => {
      const present = await units.membershipOf(moment.person)
      if (!present) return { say: [{ phrase: 'member.none' }] }
      const code = legibleCode(random, CODE_LENGTH)
      await units.invite(
        keyOf(seal, code).invite,
        present.member,
        moment.now,
        moment.now + INVITE_DAYS * 86_400_000,
      )
      const values = { code: showCode(code), days: INVITE_DAYS, unit: present.unit.name }
      return { say: [{ phrase: 'invite.made', values }] }
    },

    leave: async moment => {
      const present = await units.membershipOf(moment.person)
      if (!present) return { say: [{ phrase: 'member.none' }] }
      return { say: [{ phrase: 'leave.confirm', values: { unit: present.unit.name } }], pending: 'leave' }
    },

    'leave-confirmed': async moment => {
      await farewell({ members, drafts, tell }, moment)
      return { say: [{ phrase: 'leave.done' }], clear: true }
    },
  }
}

/** The registration from the start, or from where it was left. `then` names the command that follows it. */
export async function registrationFrame(
  deps: Pick<UnitCommandDependencies, 'campaign' | 'shelf' | 'drafts' | 'units'>,
  moment: Moment,
  then?: string,
): Promise<Frame> {
  const answers = (await deps.drafts.find(moment.person, REGISTER)) ?? {}
  const facts: Frame['facts'] = { ...registrationFacts(deps.campaign, answers), ...(then ? { then } : {}) }
  if (answers['credit-code'] !== undefined) {
    facts['unit-known'] = isKnown(await deps.units.byCreditCode(String(answers['credit-code'])))
  }
  return createFrame({
    dialog: REGISTER,
    script: deps.shelf.current(REGISTER).hash,
    subject: null,
    answers,
    facts,
  })
}
