import { type Html, html } from '../../lib/html.ts'
import { lines, plainPage, type Words } from './layout.ts'

/** `closed` ends every wrong way and does not say why, `unsaved` that of a form; `failed` and `too-large` have recorded nothing. */
export type PlainPage = 'closed' | 'unsaved' | 'failed' | 'too-large'

const PHRASES: Record<PlainPage, [title: string, text: string]> = {
  closed: ['page.closed-title', 'page.closed'],
  unsaved: ['page.unsaved-title', 'page.unsaved'],
  failed: ['page.failed-title', 'page.failed'],
  'too-large': ['page.too-large-title', 'page.too-large'],
}

export function plainPageOf(words: Words, what: PlainPage): Html {
  const [title, text] = PHRASES[what]
  return plainPage(words(title), lines(words(text)))
}

/** Asks before the link is spent: previews and scanners open addresses, but press no buttons. */
export function landingPage(words: Words, token: string): Html {
  return plainPage(
    words('page.landing-title'),
    html`${lines(words('page.landing'))}
<form method="post" action="/u/l/${token}">
<button class="weui-btn weui-btn_primary" type="submit">${words('page.open')}</button>
</form>`,
  )
}
