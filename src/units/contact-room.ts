import { createFrame, type Frame } from '../dialog/frame.ts'
import type { Room, Shelf } from '../turn/room.ts'
import { contactOf } from './registration.ts'
import type { Contact, Unit } from './unit.ts'
import type { UnitStore } from './unit-store.ts'

const DIALOG = 'contact'

/** The room of the dialog `contact`: all that the members of a listed unit can change of what was registered. */
export function createContactRoom({ units }: { units: UnitStore }): Room {
  return {
    dialogs: [DIALOG],
    async apply(event, { answers, subject }, _script, moment) {
      if (event.type !== 'submitted') return {}
      const present = await units.membershipOf(moment.person)
      if (!present || present.unit.id !== subject) return { finished: true, say: [{ phrase: 'member.gone' }] }
      await units.changeContact(present.member.id, contactOf(answers))
      return { finished: true, say: [{ phrase: 'contact.changed' }] }
    },
  }
}

export function contactFrame(shelf: Shelf, unit: Unit, contact: Contact | null): Frame {
  const answers: Frame['answers'] = contact
    ? { 'contact-name': contact.name, 'contact-phone': contact.phone }
    : {}
  const script = shelf.current(DIALOG).hash
  return createFrame({ dialog: DIALOG, script, subject: unit.id, answers })
}
