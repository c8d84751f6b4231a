import { bureauById } from '../campaign/bureaus.ts'
import type { Campaign } from '../campaign/content.ts'
import { createFrame, type Frame } from '../dialog/frame.ts'
import type { Command, CommandResult, Moment, Shelf } from '../turn/room.ts'
import { codeInScene } from './binding-code.ts'
import { isLikeCode } from './code.ts'
import type { Door } from './door.ts'
import { JOIN } from './join-room.ts'
import { REGISTER } from './registration.ts'
import type { UnitStore } from './unit-store.ts'

type Dependencies = { campaign: Campaign; shelf: Shelf; units: UnitStore; door: Door }

export type Arrivals = {
  scene(scene: string): Command | null
  code(text: string): Command | null
  /** A code sent while somebody registers: they were given one, and did not know that it spares them that. */
  secret(text: string, open: Frame | null): Command | null
}

/** A unit's scanned scene and a typed code lead to the same short dialog. */
export function createArrivals({ campaign, shelf, units, door }: Dependencies): Arrivals {
  return {
    scene(scene) {
      const code = codeInScene(scene)
      return code === null ? null : arrival(code)
    },
    code: text => (isLikeCode(text) ? arrival(text) : null),
    secret: (text, open) =>
      open && isRegistering(open) && open.at !== 'invite' && isLikeCode(text) ? arrival(text) : null,
  }

  function arrival(code: string): Command {
    return (moment, { frames }) => arrive(code, moment, frames.some(isRegistering))
  }

  async function arrive(code: string, moment: Moment, isHalfWay: boolean): Promise<CommandResult> {
    const unit = await door.open(code, moment)
    if (unit === 'too-many') return { say: [{ phrase: 'code.too-many' }] }
    if (unit === 'wrong') return { say: [{ phrase: 'code.wrong' }] }
    const values = { unit: unit.name, bureau: bureauById(campaign, unit.bureau).name }
    const present = await units.membershipOf(moment.person)
    if (present?.unit.id === unit.id) return { say: [{ phrase: 'join.already', values }] }
    if (present) return { say: [{ phrase: 'register.elsewhere', values: { unit: present.unit.name } }] }
    const script = shelf.current(JOIN).hash
    const facts = { unit: unit.name, code }
    return {
      say: [{ phrase: 'join.begin', values }, ...(isHalfWay ? [{ phrase: 'join.instead' }] : [])],
      start: createFrame({ dialog: JOIN, script, subject: unit.id, facts }),
    }
  }
}

function isRegistering({ dialog, subject }: Frame): boolean {
  return dialog === REGISTER && subject === null
}
