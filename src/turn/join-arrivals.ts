import type { Command } from './room.ts'
import type { Arrivals } from './route.ts'

/** Several rooms' arrivals as one: the first that knows what it is leads on. */
export function joinArrivals(...all: Arrivals[]): Arrivals {
  return {
    scene: scene => first(all.map(each => each.scene(scene))),
    code: text => first(all.map(each => each.code?.(text))),
    secret: (text, open) => first(all.map(each => each.secret?.(text, open))),
  }
}

function first(found: (Command | null | undefined)[]): Command | null {
  return found.find(each => each) ?? null
}
