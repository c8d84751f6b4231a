import type { Frame } from '../dialog/frame.ts'
import { newId, type Random } from '../lib/random.ts'
import type { Seal } from '../storage/seal.ts'
import type { Moment, Outcome, Room } from '../turn/room.ts'
import { keyOf } from './code.ts'
import type { DraftStore } from './draft-store.ts'
import { contactOf, REGISTER } from './registration.ts'
import type { Member } from './unit.ts'
import type { UnitStore } from './unit-store.ts'

export const JOIN = 'join'

type Dependencies = {
  units: UnitStore
  drafts: Pick<DraftStore, 'drop'>
  seal: Pick<Seal, 'hash'>
  random: Random
}

/** The room of the dialog `join`: whoever came with a code of a unit becomes its member. Until then nothing is kept. */
export function createJoinRoom({ units, drafts, seal, random }: Dependencies): Room {
  return {
    dialogs: [JOIN],
    async apply(event, frame, _script, moment) {
      if (event.type === 'submitted') return submit(frame, moment)
      const isRefused = event.type === 'answered' && event.path === 'consent' && event.value === 'no'
      return isRefused ? { finished: true, say: [{ phrase: 'join.declined' }] } : {}
    },
  }

  /** A retry after a crash finds the membership there already and says the same. */
  async function submit({ answers, facts, subject, script }: Frame, moment: Moment): Promise<Outcome> {
    const present = await units.membershipOf(moment.person)
    if (present && present.unit.id !== subject)
      return { finished: true, say: [{ phrase: 'register.elsewhere', values: { unit: present.unit.name } }] }
    const role =
      present?.member.role ??
      (await units.join(keyOf(seal, facts.code ?? ''), {
        id: newId(random),
        unitId: subject ?? '',
        person: moment.person,
        ref: moment.ref,
        contact: contactOf(answers),
        consent: script,
        at: moment.now,
      }))
    if (!role) return { finished: true, say: [{ phrase: 'code.wrong' }] }
    await drafts.drop(moment.person, REGISTER)
    return joined(role, facts.unit ?? '')
  }

  /** What there is to do is told at once; a registration that was begun has nothing left to ask. */
  function joined(role: Member['role'], unit: string): Outcome {
    const phrase = role === 'lead' ? 'join.lead' : 'join.clerk'
    return { finished: true, say: [{ phrase, values: { unit } }], next: 'tasks', closes: REGISTER }
  }
}
