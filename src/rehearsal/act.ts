import type { Subject } from '../campaign/content.ts'
import type { CivilDate, Instant } from '../lib/clock.ts'

/** What somebody does in the course of a rehearsal. */
export type Doing =
  /** In chat, with the unit's credit code. */
  | { what: 'register' }
  /** With the unit's binding code. */
  | { what: 'bind' }
  /** Files the self-check; `due` null: without problems. */
  | { what: 'check'; due: CivilDate | null }
  | { what: 'deliver' }
  | { what: 'rectify' }
  /** A county bureau brings this paper to the city. */
  | { what: 'report'; paper: string }
  | { what: 'acknowledge' }
  | { what: 'stop' }
  | { what: 'ask' }
  | { what: 'unfollow' }
  /** Unfollows, and the account never hears of it. */
  | { what: 'vanish' }
  | { what: 'agree'; kind: 'long-term' | 'one-time' }
  /** What becomes of template messages from now on. */
  | { what: 'templates'; outcome: 'success' | 'failed:user block' | 'failed: system failed' }

export type Act = { at: Instant; openid: string } & Doing

/** A unit that takes part, and all that its people do. */
export type Actor = {
  name: string
  subject: Subject | 'county-bureau'
  creditCode: string
  district: string
  /** Id of the bureau it answers to; a county bureau's own. */
  bureau: string
  /** On the roster from the beginning, with a binding code. */
  isListed: boolean
  behaviour: string
  acts: Act[]
}
