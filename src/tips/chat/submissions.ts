import { createHmac } from 'node:crypto'
import type { CivilDate } from '../../lib/clock.ts'
import { systemRandom } from '../../lib/random.ts'
import type { PersonKey } from '../../turn/store.ts'

/** A tip of today, by who wrote it and by its draft. */
export type Submission = { person: PersonKey; secret: Uint8Array; today: CivilDate }

/**
 * How many tips a person has filed today. It stands in the memory of this process alone, under names of its own: anywhere
 * else it would be a list of who reported, and all that a flood costs is that its tips are parked.
 */
export type Submissions = {
  isOneTooMany(submission: Submission): boolean
  /** Once for each draft, however often it is submitted. */
  filed(submission: Submission): void
}

export function createSubmissions(most: number): Submissions {
  let [day, salt, drafts] = ['', systemRandom.bytes(32), new Map<string, Set<string>>()]
  return {
    isOneTooMany(submission) {
      const others = draftsOf(submission)
      return others.size >= most && !others.has(nameOf(submission.secret))
    },
    filed(submission) {
      const filed = draftsOf(submission)
      if (filed.size < most) drafts.set(nameOf(submission.person), filed.add(nameOf(submission.secret)))
    },
  }

  function draftsOf({ person, today }: Submission): Set<string> {
    if (day !== today) [day, salt, drafts] = [today, systemRandom.bytes(32), new Map()]
    return drafts.get(nameOf(person)) ?? new Set()
  }

  function nameOf(what: string | Uint8Array): string {
    return createHmac('sha256', salt).update(what).digest('base64')
  }
}
