import type { Instant } from '../../lib/clock.ts'
import { isMessage, type PushBody } from '../push-xml.ts'

/** How many customer-service messages may still go to a person, and until when. */
export type Allowance = { left: number; until: Instant }

/** A message and a tap open allowances of their own; each new one begins anew (wechat-platform §4). */
export type Allowances = { message: Allowance | null; tap: Allowance | null }

export const NO_ALLOWANCES: Allowances = { message: null, tap: null }

const MESSAGE = { left: 5, life: 48 * 3_600_000 }
const TAP = { left: 3, life: 60_000 }

/** What a push of the person opens. A page opened from the menu and a place reported open nothing. */
export function granted(before: Allowances, body: PushBody, now: Instant): Allowances {
  if (isTap(body)) return { ...before, tap: { left: TAP.left, until: now + TAP.life } }
  if (isMessage(body)) return { ...before, message: { left: MESSAGE.left, until: now + MESSAGE.life } }
  return before
}

/** Tencent counts the tap on a menu message as a tap, though it arrives as a text (service/guide/product/kf/intro). */
function isTap(body: PushBody): boolean {
  if (body.kind === 'text') return body.menuId !== undefined
  return body.kind === 'click' || body.kind === 'follow' || body.kind === 'scan'
}

/** One message less, from the allowance that ends first; a code where none is open or all are used up. */
export function spent(before: Allowances, now: Instant): Allowances | 45015 | 45047 {
  const isOpen = (one: Allowance | null): one is Allowance => one !== null && now < one.until
  const { message, tap } = before
  if (isOpen(tap) && tap.left > 0) return { ...before, tap: { ...tap, left: tap.left - 1 } }
  if (isOpen(message) && message.left > 0)
    return { ...before, message: { ...message, left: message.left - 1 } }
  return isOpen(tap) || isOpen(message) ? 45047 : 45015
}
