import type { Moment } from '../turn/room.ts'
import type { Visitor } from '../units/visitors.ts'
import type { Guard } from './pages/layout.ts'

/** One request of a member: `moment` is what a message is in chat, and `messageFor` names what else comes with it. */
export type Visit = {
  visitor: Visitor
  moment: Moment
  guard: Guard
  messageFor: (part: string) => string
}
