import { type Html, html } from '../../lib/html.ts'
import { lines, plainPage, type Words } from '../../self-check/pages/layout.ts'

/** Why there is nothing to agree to. `again`: the way in was used up, or is not this browser's. */
export const PLAIN = ['outside', 'unavailable', 'snapshot', 'again', 'failed'] as const
export type Plain = (typeof PLAIN)[number]

/** A page that says what to do instead. */
export function plainSubscriptionPage(words: Words, what: Plain): Html {
  const isWorthAnother = what === 'again' || what === 'failed'
  const text = words(`subscription.${what}-text`)
  return plainPage(
    words(`subscription.${what}-title`),
    html`${lines(text)}
${isWorthAnother && html`<a class="weui-btn weui-btn_primary" href="/u/subscribe">${words('subscription.open-again')}</a>`}`,
  )
}
