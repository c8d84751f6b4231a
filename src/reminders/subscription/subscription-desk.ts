import type { Ledger } from '../../delivery/ledger.ts'
import type { Templates } from '../../delivery/templates-content.ts'
import type { Speak } from '../../dialog/fill.ts'
import type { Html } from '../../lib/html.ts'
import { createWords } from '../../self-check/pages/layout.ts'
import type { PersonKey } from '../../turn/store.ts'
import type { UnitStore } from '../../units/unit-store.ts'
import { offersOf } from './offers.ts'
import { type Plain, plainSubscriptionPage } from './plain-page.ts'
import { digestOf, standingsOf } from './standing.ts'
import { type PageSdk, subscriptionPage } from './subscription-page.ts'

/** What the account may do; `unknown` is tried. */
export type MaySubscribe = () => Promise<Record<'subscription' | 'oauth', boolean | 'unknown'>>

export type DeskDependencies = {
  templates: Templates
  ledger: Pick<Ledger, 'consents'>
  units: Pick<UnitStore, 'membershipOf'>
  may: MaySubscribe
  speak: Speak
}

/** The subscription page as HTML. What it shows is the ledger's, which hears WeChat's events and never the page. */
export interface SubscriptionDesk {
  /** Whether there is a template to agree to, on an account that may ask. */
  isOffered(): Promise<boolean>
  page(person: PersonKey, sdk: PageSdk): Promise<Html>
  digest(person: PersonKey): Promise<string>
  plain(what: Plain): Html
}

export function createSubscriptionDesk({
  templates,
  ledger,
  units,
  may,
  speak,
}: DeskDependencies): SubscriptionDesk {
  const words = createWords(speak)
  const offers = offersOf(templates)
  const consentsOf = async (person: PersonKey) => (await ledger.consents([person])).get(person) ?? new Map()

  return {
    isOffered: async () => offers.length > 0 && isAble(await may()),
    async page(person, sdk) {
      const consents = await consentsOf(person)
      return subscriptionPage(words, {
        standings: standingsOf(offers, consents),
        digest: digestOf(offers, consents),
        isMember: (await units.membershipOf(person)) !== null,
        sdk,
      })
    },
    digest: async person => digestOf(offers, await consentsOf(person)),
    plain: what => plainSubscriptionPage(words, what),
  }
}

/** Without sign-in the page cannot know whose consent it shows. */
export function isAble({ subscription, oauth }: Awaited<ReturnType<MaySubscribe>>): boolean {
  return subscription !== false && oauth !== false
}
