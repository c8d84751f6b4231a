import type { Speak } from '../dialog/fill.ts'
import type { Command, Shelf } from '../turn/room.ts'
import { maskedPhone } from './masked-phone.ts'
import type { MemberStore, NamedMember } from './member-store.ts'
import { membersFrame } from './members-room.ts'
import type { Membership, UnitStore } from './unit-store.ts'

type Dependencies = { units: UnitStore; members: MemberStore; shelf: Shelf; speak: Speak }

/** 成员: who acts for the unit; the lead may hand over and remove. */
export function createMemberCommands(deps: Dependencies): Record<string, Command> {
  const { units, members, shelf, speak } = deps

  return {
    members: async moment => {
      const present = await units.membershipOf(moment.person)
      if (!present) return { say: [{ phrase: 'member.none' }] }
      const all = await members.of(present.unit.id)
      const list = { phrase: 'member.list', values: { unit: present.unit.name, rows: rows(all, present) } }
      if (all.length === 1) return { say: [list, { phrase: 'member.alone' }] }
      if (present.member.role === 'clerk') return { say: [list, { phrase: 'member.ask-lead' }] }
      return { say: [list], start: membersFrame(shelf, present, all) }
    },
  }

  function rows(all: NamedMember[], { member }: Membership): string {
    return all
      .map(({ id, role, contact }, index) => {
        const values = {
          n: index + 1,
          name: contact?.name ?? '',
          phone: contact ? maskedPhone(contact.phone) : '',
          role: speak({ phrase: role === 'lead' ? 'member.lead' : 'member.clerk' }),
          you: id === member.id ? speak({ phrase: 'member.you' }) : '',
        }
        return speak({ phrase: 'member.row', values })
      })
      .join('\n')
  }
}
