import type { Clock } from '../lib/clock.ts'
import type { Command } from '../turn/room.ts'
import { notTheirs } from './as-member.ts'
import { LINK_HOURS, type PageLinks } from './page-links.ts'
import type { UnitStore } from './unit-store.ts'

export type PageCommandDependencies = {
  units: UnitStore
  links: PageLinks
  /** Wall time: a link runs out by it, also while the campaign is rehearsed. */
  wall: Clock
  /** PUBLIC_URL, or where this process reaches itself; without a closing slash. */
  address: () => string
}

/** 页面: a link to the unit's pages. */
export function createPageCommands({
  units,
  links,
  wall,
  address,
}: PageCommandDependencies): Record<string, Command> {
  return {
    pages: async moment => {
      const present = await units.membershipOf(moment.person)
      if (!present) return { say: [{ phrase: 'member.none' }] }
      if (present.unit.subject === 'county-bureau') return notTheirs(present)
      const path = await links.make(present.member.id, 'home', wall.now(), moment.message)
      return { say: [{ phrase: 'page.link', values: { link: `${address()}${path}`, hours: LINK_HOURS } }] }
    },
  }
}
