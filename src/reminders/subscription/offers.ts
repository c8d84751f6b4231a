import type { LetterName } from '../../delivery/letter-values.ts'
import type { Templates } from '../../delivery/templates-content.ts'

export const SUBSCRIPTION_KINDS = ['long-term', 'one-time'] as const
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number]

/** What reminders go out as; each is explained on the page. */
export const REMINDED = ['deadline', 'notice', 'phase'] as const satisfies LetterName[]
export type Reminded = (typeof REMINDED)[number]

/** A template that people may agree to, and all that is told by it. */
export type Offer = { id: string; kind: SubscriptionKind; tells: Reminded[] }

/**
 * The templates of the account that reminders use. One that serves for two things is one offer; so there are no more of a
 * kind than things to tell, and fit into one open tag (3 by the mini-program's rule, wechat-platform §5.2).
 */
export function offersOf(templates: Templates): Offer[] {
  return SUBSCRIPTION_KINDS.flatMap(kind => {
    const tells = new Map<string, Reminded[]>()
    for (const name of REMINDED) {
      const id = templates[name][kind]?.id
      if (id) tells.set(id, [...(tells.get(id) ?? []), name])
    }
    return [...tells].map(([id, names]) => ({ id, kind, tells: names }))
  })
}
