import { createFrame, type Frame } from '../dialog/frame.ts'
import type { Moment, Outcome, Room, Shelf } from '../turn/room.ts'
import type { DraftStore } from './draft-store.ts'
import { maskedPhone } from './masked-phone.ts'
import type { MemberChange, MemberStore, NamedMember } from './member-store.ts'
import type { TellMember } from './tell-member.ts'
import type { Membership, UnitStore } from './unit-store.ts'

const DIALOG = 'members'

type Dependencies = { units: UnitStore; members: MemberStore; drafts: DraftStore; tell: TellMember }

/** The room of the dialog `members`: the lead hands over and removes; nothing happens before the submission. */
export function createMembersRoom({ units, members, drafts, tell }: Dependencies): Room {
  return {
    dialogs: [DIALOG],
    async apply(event, frame, _script, moment) {
      if (event.type === 'submitted') return submit(frame, moment)
      const leads = changesOf(frame).filter(({ what }) => what === 'lead')
      return event.type === 'answered' && leads.length > 1 ? { reject: { phrase: 'member.one-lead' } } : {}
    },
  }

  async function submit(frame: Frame, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (!present || present.unit.id !== frame.subject)
      return { finished: true, say: [{ phrase: 'member.gone' }] }
    const changes = changesOf(frame)
    if (changes.length === 0) return { finished: true, say: [{ phrase: 'member.unchanged' }] }
    const under = { message: moment.message, at: moment.now }
    const result = await members.change(present.unit.id, present.member.id, changes, under)
    if (result === 'gone') return { finished: true, say: [{ phrase: 'member.left' }] }
    if (result === 'not-lead') return { finished: true, say: [{ phrase: 'member.not-lead' }] }
    for (const change of changes) await announce(change, present, moment.message)
    return { finished: true, say: [{ phrase: 'member.changed' }] }
  }

  /** Whoever is removed is not left to find out by a refusal. */
  async function announce(
    { memberId, what }: MemberChange,
    { unit }: Membership,
    message: string,
  ): Promise<void> {
    const person = await members.person(memberId)
    if (person === null) return
    if (what === 'remove') await drafts.drop(person)
    const phrase = what === 'remove' ? 'member.removed' : 'member.made-lead'
    await tell(person, `${message}:${memberId}`, { phrase, values: { unit: unit.name } })
  }
}

/** The others, one after the other. */
export function membersFrame(shelf: Shelf, { unit, member }: Membership, all: NamedMember[]): Frame {
  const others = all
    .filter(({ id }) => id !== member.id)
    .map(({ id, contact }) => ({
      id,
      title: contact?.name ?? '',
      phone: contact ? maskedPhone(contact.phone) : '',
    }))
  const script = shelf.current(DIALOG).hash
  return createFrame({ dialog: DIALOG, script, subject: unit.id, lists: { members: others } })
}

function changesOf({ lists, answers }: Frame): MemberChange[] {
  return (lists.members ?? []).flatMap(({ id }) => {
    const what = answers[`${id}.action`]
    return what === 'lead' || what === 'remove' ? [{ memberId: id, what }] : []
  })
}
