import type { Clock, Instant } from '../../lib/clock.ts'
import type { PushBody } from '../push-xml.ts'
import { type Allowances, granted, NO_ALLOWANCES } from './allowances.ts'

/** What becomes of a template message on the phone; TEMPLATESENDJOBFINISH tells the account (wechat-platform §2.3). */
export type TemplateOutcome = 'success' | 'failed:user block' | 'failed: system failed'

/** What a person agreed to for one template: messages still allowed one by one, or any number. */
export type Subscription = { credits: number; lasting: boolean }

export type Person = {
  openid: string
  follows: boolean
  allowances: Allowances
  /** When the account last heard from them; null: never. */
  heardAt: Instant | null
  /** Until when their phone shows that the account is typing. */
  typingUntil: Instant
  templates: TemplateOutcome
  subscriptions: Map<string, Subscription>
  /** By template what they answer from now on without being asked: 总是保持以上选择，不再询问. */
  kept: Map<string, boolean>
  tags: Set<number>
}

export type People = ReturnType<typeof createPeople>

/** Whoever the platform knows: the openids given and any that has pushed something; beyond `most` the longest unheard goes. */
export function createPeople(clock: Clock, openids: readonly string[], most = 200_000) {
  const people = new Map<string, Person>(openids.map(openid => [openid, newPerson(openid)]))

  function known(openid: string): Person {
    const person = people.get(openid) ?? newPerson(openid)
    people.delete(openid)
    people.set(openid, person)
    for (const longest of people.keys()) {
      if (people.size <= most) break
      people.delete(longest)
    }
    return person
  }

  return {
    find: (openid: string): Person | undefined => people.get(openid),
    /** Makes the person known where they are not. */
    known,
    all: () => people.values(),

    /** Takes someone for a follower whom the account has not heard of: the platform has no memory before its start. */
    presume(openid: string): void {
      const person = known(openid)
      if (person.heardAt === null) person.follows = true
    },

    /** Hears a push before it goes out. Only followers can write, so whoever writes follows. */
    hear(openid: string, body: PushBody): void {
      const person = known(openid)
      const now = clock.now()
      person.follows = body.kind !== 'unfollow'
      person.heardAt = now
      person.typingUntil = 0
      person.allowances = person.follows ? granted(person.allowances, body, now) : NO_ALLOWANCES
    },
  }
}

function newPerson(openid: string): Person {
  return {
    openid,
    follows: false,
    allowances: NO_ALLOWANCES,
    heardAt: null,
    typingUntil: 0,
    templates: 'success',
    subscriptions: new Map(),
    kept: new Map(),
    tags: new Set(),
  }
}
