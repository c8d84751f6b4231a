import { type Html, html } from '../../lib/html.ts'
import { lines, note, plainPage, type Words } from '../../self-check/pages/layout.ts'
import { SUBSCRIPTION_KINDS, type SubscriptionKind } from './offers.ts'
import type { OfferStanding } from './standing.ts'

/** What wx.config takes, and where the JS-SDK is loaded from. */
export type PageSdk = {
  signature: { appId: string; timestamp: number; nonceStr: string; signature: string }
  scripts: readonly string[]
}

export type SubscriptionPageData = {
  standings: OfferStanding[]
  /** By what the page's script sees that the ledger has heard something new. */
  digest: string
  isMember: boolean
  sdk: PageSdk
}

/** The page in WeChat on which a person agrees to be reminded: each template with its standing, and a button per kind. */
export function subscriptionPage(words: Words, data: SubscriptionPageData): Html {
  const { standings, digest, isMember, sdk } = data
  const config = JSON.stringify({ ...sdk, digest })
  return plainPage(
    words('subscription.title'),
    html`${lines(words('subscription.lead'))}
${!isMember && note('bad', lines(words('subscription.unregistered')))}
${SUBSCRIPTION_KINDS.map(kind =>
  section(
    words,
    kind,
    standings.filter(each => each.kind === kind),
  ),
)}
${standings.some(({ standing }) => standing === 'refused') && note('bad', lines(words('subscription.how-refused')))}
${said(words)}
${standings.every(({ standing }) => standing === 'on') ? lines(words('subscription.all-on')) : null}
<p class="page-help">${words('subscription.how-off')}</p>
<script src="/u/subscribe/page.js" data-page="${config}"></script>`,
  )
}

function section(words: Words, kind: SubscriptionKind, standings: OfferStanding[]): Html | null {
  if (standings.length === 0) return null
  const asked = standings.filter(({ standing }) => standing !== 'on')
  return html`<section class="page-card">
<h2>${words(`subscription.${kind}-title`)}</h2>
<p class="page-help">${words(`subscription.${kind}-how`)}</p>
<ul class="page-standings">${standings.map(each => row(words, each))}</ul>
${asked.length > 0 && openTag(words, kind, asked)}
</section>`
}

function row(words: Words, { tells, standing, credits }: OfferStanding): Html {
  const what = tells.map(each => words(`subscription.tells-${each}`)).join('、')
  const stands =
    standing === 'left' ? words('subscription.left', { count: credits }) : words(`subscription.${standing}`)
  return html`<li data-standing="${standing}"><span>${what}</span> <strong>${stands}</strong></li>`
}

/** Its button is drawn by WeChat apart from the page: it has no style but the one it brings, under a class of its own. */
function openTag(words: Words, kind: SubscriptionKind, asked: OfferStanding[]): Html {
  const name = `ask-${kind}`
  return html`<wx-open-subscribe class="page-open-tag" template="${asked.map(({ id }) => id).join(',')}">
<script type="text/wxtag-template" slot="style"><style>
.${name} { display: block; width: 100%; padding: 12px; border: 0; border-radius: 8px; background: #06834a; color: #fff; font-size: 17px; }
</style></script>
<script type="text/wxtag-template"><button class="${name}">${words(`subscription.ask-${kind}`)}</button></script>
</wx-open-subscribe>`
}

/** What the page's script may have to say; one at a time is shown. */
export const SAID = ['waiting', 'late', 'switched-off', 'not-now', 'old-wechat'] as const

function said(words: Words): Html {
  return html`<div role="status">${SAID.map(
    each => html`<p class="page-lines" data-say="${each}" hidden>${words(`subscription.${each}`)}</p>\n`,
  )}</div>`
}
